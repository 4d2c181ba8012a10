import { type Analysis, matchAt, matchBefore, whyOf } from './analysis.ts';
import { heard } from './asked-back.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { YesNoReading } from './vi.ts';
import type { AnswerMark } from './yes-no.ts';

const OPTIONS: ReadonlySet<string> = new Set(['1', '2']);

/** The option chosen by its figure or its place, or null. */
export function optionOf(a: Analysis): YesNoReading | null {
  const isNamed = NAMED_OPTIONS.some(([tag]) => a.byTag.has(tag));
  if (!isNamed && !a.tokens.some(({ kind }) => kind === 'number')) return null;
  const both = a.tokens.findIndex((_, at) => isBothOptions(a, at));
  if (both >= 0) return { answer: 'unclear', why: [whyOf(a, 'option', both, both + 1)] };
  const clauses = clausesOf(a);
  const picks = clauses.flatMap((clause) => picksIn(a, clause));
  const kept = picks.filter(({ from }) => !isDeclined(a, from));
  const [pick] = kept;
  if (!pick) return null;
  const isOne = kept.every(({ option }) => option === pick.option);
  const answer = !isOne || pick.option === null ? 'unclear' : pick.option === '1' ? 'yes' : 'no';
  return { answer, why: [whyOf(a, 'option', pick.from, pick.to)] };
}

/** "1 hay 2", "1 với 2 khác gì nhau": nobody chose. */
function isBothOptions(a: Analysis, at: number): boolean {
  const one = a.tokens[at];
  if (!one || !OPTIONS.has(one.raw)) return false;
  const join = matchAt(a, at + 1, 'date.alternative') ?? matchAt(a, at + 1, 'date.join');
  const next =
    join?.to ?? (a.tokens[at + 1]?.kind === 'mark' || JOINS.has(heard(a, at + 1)) ? at + 2 : at + 1);
  const other = a.tokens[next];
  return other !== undefined && OPTIONS.has(other.raw) && other.raw !== one.raw && !isDeclined(a, at);
}

const JOINS: ReadonlySet<string> = new Set(['vơi1', 'va2', 'voi', 'va']);

/** An option named: tokens `[from, to)`; null when no such option was listed. */
interface Pick {
  option: string | null;
  from: number;
  to: number;
}

function picksIn(a: Analysis, { from, to }: Clause): Pick[] {
  const picks: Pick[] = [];
  for (let at = from; at < to; at++) {
    const pick = pickAt(a, at);
    if (!pick) continue;
    const isHeaded = matchBefore(a, at, 'answer.option_head') !== null;
    if (isHeaded || (to - from <= LONGEST_CHOICE && isOnlyManners(a, from, at, to, pick.to)))
      picks.push(pick);
    at = pick.to - 1;
  }
  return picks;
}

function pickAt(a: Analysis, at: number): Pick | null {
  const token = a.tokens[at];
  if (token?.kind === 'number') {
    const after = a.tokens[at + 1];
    if (after?.glued && JOINED.has(after.raw)) return null;
    return { option: OPTIONS.has(token.raw) ? token.raw : null, from: at, to: at + 1 };
  }
  for (const [tag, option] of NAMED_OPTIONS) {
    const match = matchAt(a, at, tag);
    if (match) return { option, from: at, to: match.to };
  }
  return null;
}

/** "1/11", "2-3", "1:" */
const JOINED: ReadonlySet<string> = new Set(['/', '-', '+', '%', ':']);

const NAMED_OPTIONS = [
  ['answer.first', '1'],
  ['answer.second', '2'],
] as const;

/** A clause with more words says more than an option. */
const LONGEST_CHOICE = 12;

/** Whether a clause says nothing but the option. */
function isOnlyManners(a: Analysis, from: number, pickFrom: number, to: number, pickTo: number): boolean {
  for (let at = from; at < to; at++) {
    if (at >= pickFrom && at < pickTo) continue;
    const token = a.tokens[at];
    if (token?.kind === 'mark' || token?.kind === 'break' || pickAt(a, at)) continue;
    if (matchAt(a, at, 'answer.filler') !== null || matchAt(a, at, 'answer.option_head') !== null) continue;
    if (matchAt(a, at, 'answer.polite') !== null || AROUND_OPTIONS.has(heard(a, at))) continue;
    return false;
  }
  return true;
}

const AROUND_OPTIONS: ReadonlySet<string> = new Set(
  'thôi phai3 chư1 chơ1 khoi3 không hay va2 ma2 vơi1 thoi phai chu cho khoi khong va ma voi đi di'.split(' '),
);

/** "khỏi 2, 1 thôi", "1 chứ không phải 2", "hồi nãy bấm nhầm 2" */
function isDeclined(a: Analysis, from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - WORDS_TO_DENIAL); at--) {
    if (a.tokens[at]?.kind !== 'word') return false;
    if (DECLINES.has(heard(a, at))) return true;
  }
  return false;
}

const WORDS_TO_DENIAL = 3;
const DECLINES: ReadonlySet<string> = new Set(
  'khoi3 không hông đưng2 nhâm2 lôn5 khoi khong hong nham lon'.split(' '),
);

const YES_EMOJI = /[👍👌✅🆗☑✔💯🙆]/u;
const NO_EMOJI = /[👎❌🙅✖🚫]/u;

/** A thumb up or down with at most some manners around it, or null. */
export function emojiAnswer(a: Analysis): YesNoReading | null {
  if (a.tokens.some((token, at) => token.kind === 'number' || (token.kind === 'word' && !isManner(a, at))))
    return null;
  if (NO_EMOJI.test(a.text)) return { answer: 'no', why: [whyOf(a, 'emoji', 0, a.tokens.length)] };
  if (YES_EMOJI.test(a.text)) return { answer: 'yes', why: [whyOf(a, 'emoji', 0, a.tokens.length)] };
  return null;
}

/** "K4P7": letters and figures in one, though "k" alone is short for không. */
export function isCode({ tokens }: Analysis): boolean {
  const has = (kind: string) => tokens.some((token) => token.kind === kind);
  return (
    tokens.length >= SHORTEST_CODE &&
    has('word') &&
    has('number') &&
    tokens.every(({ glued }, at) => at === 0 || glued)
  );
}

const SHORTEST_CODE = 3;

function isManner(a: Analysis, at: number): boolean {
  return matchAt(a, at, 'answer.filler') !== null || matchAt(a, at, 'answer.polite') !== null;
}

/** "ch làm", "ch đc": not yet, unless chị did it ("ch làm rồi"). */
export function shortNot(a: Analysis, at: number): AnswerMark | null {
  const token = a.tokens[at];
  if (token?.raw.toLowerCase() !== NOT_YET || token.glued) return null;
  const to = a.tokens.findIndex(({ start }, n) => n > at && start > token.start);
  const alone = at <= 1 && a.tokens.every((each, n) => n < at || each.raw === token.raw || isManner(a, n));
  if (!alone && !NOT_YET_VERBS.has(a.tokens[to]?.spelling.fold ?? '')) return null;
  if (a.tokens.some(({ spelling }, n) => n > at && FINISHED.has(spelling.fold))) return null;
  const end = to < 0 ? a.tokens.length : to;
  return { kind: 'no', match: { tag: 'answer.no', from: at, to: end, quality: 1, partial: false } };
}

const NOT_YET = 'ch';
const NOT_YET_VERBS = new Set('lam hop co duoc to phat gui thay nhan dung'.split(' '));
const FINISHED = new Set(['roi', 'xong']);
