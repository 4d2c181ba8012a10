import type { Evidence, Framed, RatedFind } from './evidence.ts';
import { rankOf } from './grade.ts';
import { type Grade, type SafetyTopic, TOPICS } from './lexicon.ts';
import type { Reading } from './reading.ts';
import type { SafetyContext, SafetyLevel, SafetyReading } from './safety.ts';

/** What the open step alone explains: people who report or ask for material name the acts every day. */
const CONTEXT_COVERS: Record<SafetyContext, Grade | null> = {
  free: null,
  report_step: 'generic',
  content_request: 'generic',
};

const LEVELS: readonly SafetyLevel[] = ['none', 'topic', 'disclosure', 'imminent'];

/** The level of the evidence in one context, with the rules that decided. */
export function weigh(evidence: Evidence, context: SafetyContext): SafetyReading {
  const open = new Set(evidence.finds.filter((find) => isUncovered(find, evidence, context)));
  const cry = evidence.finds.some((find) => find.rule.cry && (find.rule.says === 'topic' || open.has(find)));
  let level: SafetyLevel = 'none';
  let decided: RatedFind[] = [];
  for (const find of evidence.finds) {
    const own = open.has(find) ? levelOf(find, cry) : 'topic';
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
  return !evidence.frames.some((frame) => covers(frame, find));
}

function covers({ rule, find: frame }: Framed, { find, rank }: RatedFind): boolean {
  if (rank > rankOf(rule.covers)) return false;
  return rule.reach === 'message' || frame.from <= find.from;
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
