import type { Evidence, Framed, RatedFind } from './evidence.ts';
import { rankOf } from './grade.ts';
import type { Grade } from './lexicon.ts';
import type { Points, TextSum } from './points.ts';
import type { SafetyContext, SafetyLevel, SafetyReading } from './safety.ts';
import { topicOf } from './topic-of.ts';

/** What the open step alone explains: people who report or ask for material name the acts every day. */
const CONTEXT_COVERS: Record<SafetyContext, Grade | null> = {
  free: null,
  report_step: 'generic',
  content_request: 'generic',
};

const CONTEXTS = Object.keys(CONTEXT_COVERS) as SafetyContext[];

const LEVELS: readonly SafetyLevel[] = ['none', 'topic', 'disclosure', 'imminent'];

/** Above so many points the words alone say so, though no rule knows the sentence (below even chances: a miss costs more). */
const RAISING_POINTS = -80;
/** Where no word class speaks for it, names and verse look most like it: so many points more. */
const CLASSLESS_POINTS = 110;
/** A text of so few words has no more than a hint to give unless they speak loudly: "qua bên kia", a name. So many points more. */
const SHORT_WORDS = 4;
const SHORT_POINTS = 160;
/** From so many points for danger of this hour on, so many points less are enough: a missed emergency costs most. */
const LOUD_URGENT_POINTS = 100;
const LOUD_LESS_POINTS = 80;
/** Words that a lesson, law or news has explained must add up to so many, or its own words would raise it again, … */
const EXPLAINED_RAISING_POINTS = 0;
/** … and those that a play has explained to so many: there somebody says "I" and is beaten on the stage. */
const PLAYED_RAISING_POINTS = 50;
/** Below so many points a sentence that a rule knows is trade talk after all. */
const CALMING_POINTS = -50;
/** The same for danger now: a thing that a single row in a thousand needs, so only where all words speak against it. */
const CALMING_URGENT_POINTS = -150;
/** In a text of so few words a rule has read nearly all of it, and in a long one the rest has little to say: nothing calms there. */
const CALMING_MIN_WORDS = 4;
const CALMING_MAX_WORDS = 60;
/** From so many points on a danger is one of this hour. */
const URGENT_POINTS = 0;

/** The level of the evidence in one context. */
export function levelIn(evidence: Evidence, context: SafetyContext, points: Points): SafetyLevel {
  const byRules = evidence.finds.length === 0 ? NOTHING : levelByRules(evidence, context);
  return withPoints(byRules.level, evidence, points, context).level;
}

/** The level of the evidence in one context, with the rules that decided. */
export function weigh(evidence: Evidence, context: SafetyContext, points: Points): SafetyReading {
  const byRules = levelByRules(evidence, context);
  const { level, reason } = withPoints(byRules.level, evidence, points, context);
  const decided = raises(level) && !raises(byRules.level) ? evidence.finds : byRules.decided;
  const topic = topicOf(decided, evidence, level);
  return { level, topic, rules: [...reasons(level, decided, evidence), ...(reason ? [reason] : [])] };
}

interface ByRules {
  level: SafetyLevel;
  decided: readonly RatedFind[];
}

const NOTHING: ByRules = { level: 'none', decided: [] };

/** What the rules alone make of the evidence in one context. */
export function levelByRules(evidence: Evidence, context: SafetyContext): ByRules {
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
  return { level, decided };
}

/** What the rules leave open is decided by what all the words add up to. */
function withPoints(
  level: SafetyLevel,
  evidence: Evidence,
  points: Points,
  context: SafetyContext,
): { level: SafetyLevel; reason: string | null } {
  const { sum } = evidence;
  const step = points.ofStep(context);
  const byRules = points.ofLevel(level);
  const danger = sum.factor * (sum.danger + step.danger + byRules.danger);
  const urgentPoints = sum.factor * (sum.urgent + step.urgent + byRules.urgent);
  const urgent = urgentPoints > URGENT_POINTS;
  if (raises(level)) {
    if (isCalmed(level, danger, sum.length)) return { level: 'topic', reason: 'words-calm' };
    return urgent && level !== 'imminent'
      ? { level: 'imminent', reason: 'words-urgent' }
      : { level, reason: null };
  }
  if (danger <= raisingPoints(evidence) - lessFor(urgentPoints)) return { level, reason: null };
  return urgent
    ? { level: 'imminent', reason: 'words-urgent' }
    : { level: 'disclosure', reason: 'words-danger' };
}

function isCalmed(level: SafetyLevel, danger: number, words: number): boolean {
  if (words < CALMING_MIN_WORDS || words > CALMING_MAX_WORDS) return false;
  return danger < (level === 'imminent' ? CALMING_URGENT_POINTS : CALMING_POINTS);
}

/** What the words of a text must add up to: more where it speaks as part of a lesson, the news, the law or a play. */
function raisingPoints({ frames, sum }: Evidence): number {
  const most = Math.max(-1, ...frames.map(({ rule }) => rankOf(rule.covers)));
  const more = morePoints(sum);
  if (most >= rankOf('self')) return PLAYED_RAISING_POINTS + more;
  return (most >= rankOf('bare') ? EXPLAINED_RAISING_POINTS : RAISING_POINTS) + more;
}

function morePoints({ length, classSpeaks }: TextSum): number {
  return (classSpeaks ? 0 : CLASSLESS_POINTS) + (length > SHORT_WORDS ? 0 : SHORT_POINTS);
}

function lessFor(urgentPoints: number): number {
  return urgentPoints > LOUD_URGENT_POINTS ? LOUD_LESS_POINTS : 0;
}

/** Whether a sum raises the card in any context, where no rule and no frame knows the sentence. */
export function sumMayRaise(sum: TextSum, points: Points): boolean {
  const [none, topic] = [points.ofLevel('none'), points.ofLevel('topic')];
  const danger = sum.danger + Math.max(none.danger, topic.danger);
  const urgent = sum.urgent + Math.max(none.urgent, topic.urgent);
  return CONTEXTS.some((context) => {
    const step = points.ofStep(context);
    const least = RAISING_POINTS + morePoints(sum) - lessFor(sum.factor * (urgent + step.urgent));
    return sum.factor * (danger + step.danger) > least;
  });
}

function raises(level: SafetyLevel): boolean {
  return level === 'disclosure' || level === 'imminent';
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

function reasons(level: SafetyLevel, decided: readonly RatedFind[], evidence: Evidence): string[] {
  const ids = decided.map((find) => (find.now ? `${find.rule.id}+now` : find.rule.id));
  const frames = level === 'topic' ? evidence.frames.map((frame) => frame.rule.id) : [];
  return [...new Set([...ids, ...evidence.lifts, ...frames])];
}
