import type { Evidence, RatedFind } from './evidence.ts';
import { rankOf } from './grade.ts';
import { type FrameRule, type Grade, type SafetyTopic, TOPICS } from './lexicon.ts';
import type { Reading } from './reading.ts';
import type { SafetyContext, SafetyLevel, SafetyReading } from './safety.ts';
import { type Find, isSentenceEnd } from './search.ts';

/** What the open step alone explains: people who report or ask for material name the acts every day. */
const CONTEXT_COVERS: Record<SafetyContext, Grade | null> = {
  free: null,
  report_step: 'generic',
  content_request: 'generic',
};

const LEVELS: readonly SafetyLevel[] = ['none', 'topic', 'disclosure', 'imminent'];

/** The level of the evidence in one context, with the rules that decided. */
export function weigh(evidence: Evidence, context: SafetyContext): SafetyReading {
  let level: SafetyLevel = 'none';
  let decided: RatedFind[] = [];
  const open = evidence.finds.filter((find) => isUncovered(find, evidence, context));
  const cry = evidence.finds.some((find) => find.rule.cry && (find.rule.says === 'topic' || open.includes(find)));
  for (const find of evidence.finds) {
    const own = open.includes(find) ? levelOf(find, cry) : 'topic';
    const step = LEVELS.indexOf(own) - LEVELS.indexOf(level);
    if (step > 0) decided = [];
    if (step > 0) level = own;
    if (step >= 0) decided.push(find);
  }
  return { level, topic: topicOf(decided, evidence), rules: reasons(level, decided, evidence) };
}

function levelOf(find: RatedFind, cry: boolean): SafetyLevel {
  if (find.rule.says !== 'disclosure') return find.rule.says;
  return find.now || (cry && !find.rule.cry) ? 'imminent' : 'disclosure';
}

function isUncovered(find: RatedFind, evidence: Evidence, context: SafetyContext): boolean {
  if (find.rule.says === 'topic') return false;
  const byContext = CONTEXT_COVERS[context];
  if (byContext && find.rank <= rankOf(byContext)) return false;
  return !evidence.frames.some((frame) => covers(frame.rule, frame.find, find, evidence.reading));
}

function covers(rule: FrameRule, frame: Find, { find, rank }: RatedFind, reading: Reading): boolean {
  if (rank > rankOf(rule.covers)) return false;
  if (rule.reach === 'message') return true;
  if (rule.reach === 'after') return frame.from <= find.from;
  return inOneSentence(reading, frame, find);
}

function inOneSentence(reading: Reading, a: Find, b: Find): boolean {
  const [from, to] = a.to <= b.from ? [a.to, b.from] : [b.to, a.from];
  for (let at = from; at < to; at++) {
    const token = reading.tokens[at];
    if (token && (isSentenceEnd(token) || token.kind === 'break')) return false;
  }
  return true;
}

/** A child in the text makes violence a matter of the children's line. */
function topicOf(decided: readonly RatedFind[], evidence: Evidence): SafetyTopic | null {
  if (decided.length === 0) return null;
  const found = new Set(decided.map((find) => find.rule.topic));
  if (found.has('violence') && hasChild(evidence.reading)) found.add('child');
  return TOPICS.find((topic) => found.has(topic)) ?? null;
}

function hasChild(reading: Reading): boolean {
  for (const tag of reading.byTag.keys()) if (tag.startsWith('child.')) return true;
  return false;
}

function reasons(level: SafetyLevel, decided: readonly RatedFind[], evidence: Evidence): string[] {
  const ids = decided.map((find) => (find.now ? `${find.rule.id}+now` : find.rule.id));
  const frames = level === 'topic' ? evidence.frames.map((frame) => frame.rule.id) : [];
  return [...new Set([...ids, ...evidence.lifts, ...frames])];
}
