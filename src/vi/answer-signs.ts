import { type Analysis, isSure } from './analysis.ts';
import type { Asked } from './asked.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { Match } from './phrase-index.ts';
import type { YesNoReading } from './vi.ts';

type Answer = YesNoReading['answer'];

/** What is asked for, as far as it changes what words mean. */
export function questionKind(asked: Asked): string {
  if (asked.consent) return 'consent';
  if (asked.correct) return 'correct';
  if (asked.done) return 'done';
  if (asked.exists) return asked.deed ? 'deed' : 'exists';
  return asked.more ? 'more' : 'go';
}

/** The lists of signs, by the letters that the table names them with. */
export const SIGN_LISTS = [
  'all',
  'a',
  'q',
  'u',
  'b',
  'n',
  'o',
  'c0',
  'c5',
  'c9',
  'nc',
  'g',
  'g0',
  'g$',
  'r',
  'rn',
] as const;

type SignListName = (typeof SIGN_LISTS)[number];

/** Their places, so that nothing is looked up by a name for every word. */
const PLACE = Object.fromEntries(SIGN_LISTS.map((name, at) => [name, at])) as Record<SignListName, number>;

/**
 * Told of each sign: its list's place in `SIGN_LISTS`, its name (of pairs the first word and the second), whether it also
 * stands in the list of the kind of question, and the tokens `[from, to)` it was seen at.
 */
export type Take = (
  list: number,
  name: string,
  second: string | null,
  both: boolean,
  from: number,
  to: number,
) => void;

/** Tells all signs of an answer, some more than once. `byRules` is null for rows that the rules were made with. Linear. */
export function eachSign(a: Analysis, asked: Asked, byRules: Answer | null, take: Take): void {
  take(PLACE.all, '', null, true, 0, 0);
  takeWords(a, asked, take);
  takeClauses(a, take);
  takeLists(a, take);
  if (byRules !== null) takeRules(a, byRules, take);
}

function takeWords(a: Analysis, asked: Asked, take: Take): void {
  let before = START;
  let beforeAt = 0;
  let count = 0;
  for (let at = 0; at < a.tokens.length; at++) {
    const token = a.tokens[at] as Analysis['tokens'][number];
    if (token.kind === 'word') {
      const { key, fold } = token.spelling;
      if (key !== fold && token.origin !== 'abbreviation') take(PLACE.a, key, null, false, at, at + 1);
      if (asked.words.has(key)) take(PLACE.q, '', null, true, at, at + 1);
    }
    const word = wordAt(token, asked);
    if (word === null) continue;
    take(PLACE.u, word, null, true, at, at + 1);
    take(PLACE.b, before, word, true, beforeAt, at + 1);
    before = word;
    beforeAt = at;
    count++;
  }
  take(PLACE.b, before, END, true, beforeAt, a.tokens.length);
  take(
    PLACE.n,
    LENGTHS[Math.min(LONGEST_CLASS, Math.floor(2 * Math.log2(count + 1)))] as string,
    null,
    true,
    0,
    0,
  );
}

const START = '^';
const END = '$';
const PAUSES: ReadonlySet<string> = new Set(['.', ',', ';', '!']);
const OPTIONS: ReadonlySet<string> = new Set(['1', '2']);
/** Lengths are told apart by halves of doublings, up to this many. */
const LONGEST_CLASS = 6;
const LENGTHS = ['0', '1', '2', '3', '4', '5', '6'];

/** Figures are told apart by whether the question names them; pauses are one word; other marks say nothing. */
function wordAt({ kind, raw, spelling }: Analysis['tokens'][number], asked: Asked): string | null {
  if (kind === 'word') return spelling.fold;
  if (kind === 'number') {
    if (asked.numbers.has(Number(raw))) return '#=';
    return asked.options && OPTIONS.has(raw) ? (raw === '1' ? '#1' : '#2') : '#';
  }
  if (kind === 'break' || PAUSES.has(raw)) return '.';
  return raw === '?' ? '?' : null;
}

const MOST_CLAUSES = 4;

function takeClauses(a: Analysis, take: Take): void {
  const clauses = clausesOf(a);
  for (let n = 0; n < clauses.length; n++) {
    const { from, to, opener } = clauses[n] as Clause;
    const place = n === 0 ? PLACE.c0 : n === clauses.length - 1 ? PLACE.c9 : PLACE.c5;
    take(PLACE.o, SIGN_LISTS[place] as string, opener, true, from, to);
    for (let at = from; at < to; at++) {
      const token = a.tokens[at];
      if (token?.kind === 'word') take(place, token.spelling.fold, null, false, at, at + 1);
    }
  }
  take(PLACE.nc, LENGTHS[Math.min(MOST_CLAUSES, clauses.length)] as string, null, true, 0, 0);
}

/** Families of lists of the lexicon that say what an answer is about. */
const TELLING: ReadonlySet<string> = new Set(['answer', 'date', 'unit', 'correction']);

function takeLists(a: Analysis, take: Take): void {
  for (const [tag, matches] of a.byTag) {
    const first = matches[0] as Match;
    if (!TELLING.has(tag.slice(0, tag.indexOf('.'))) || !(a.halfBare || matches.some(isSure))) continue;
    take(PLACE.g, tag, null, true, first.from, first.to);
    if (first.from === 0) take(PLACE.g0, tag, null, true, 0, first.to);
    for (const { from, to } of matches) if (to === a.tokens.length) take(PLACE.g$, tag, null, true, from, to);
  }
}

function takeRules(a: Analysis, byRules: Answer, take: Take): void {
  take(PLACE.r, byRules, null, true, 0, 0);
  const first = a.tokens.find(({ kind }) => kind === 'word');
  take(PLACE.r, byRules, first?.spelling.fold ?? '', true, 0, 0);
  take(PLACE.rn, byRules, LENGTHS[Math.min(MOST_CLAUSES, clausesOf(a).length)] as string, true, 0, 0);
}

/** The names of all signs of an answer, as the table lists them: for working the points out. */
export function answerSigns(a: Analysis, asked: Asked, byRules: Answer | null): string[] {
  const kind = questionKind(asked);
  const signs = new Set<string>();
  eachSign(a, asked, byRules, (list, name, second, both) => {
    const sign = signName(list, name, second);
    signs.add(sign);
    if (both) signs.add(`${kind}|${sign}`);
  });
  return [...signs];
}

export function signName(list: number, name: string, second: string | null): string {
  const head = SIGN_LISTS[list];
  return second === null ? `${head}:${name}` : `${head}:${name} ${second}`;
}
