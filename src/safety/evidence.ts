import { clean } from '../vi/clean.ts';
import { type Token, tokenize } from '../vi/tokens.ts';
import { isBeside } from './beside.ts';
import { withoutCodes } from './codes.ts';
import { rankOfMatches } from './grade.ts';
import type { FindRule, FrameRule } from './lexicon.ts';
import type { Sign, TextSum } from './points.ts';
import { maskTokens, type Reading, readWords } from './reading.ts';
import type { Rulebook } from './rulebook.ts';
import type { Find } from './search.ts';
import { titledTokens } from './titles.ts';

/** Everything the rules see in a text, before the context is weighed. */
export interface Evidence {
  finds: readonly RatedFind[];
  /** One for each rule: its first place in the text. */
  frames: readonly Framed[];
  lifts: readonly string[];
  reading: Reading;
  /** What the words add up to, without the open step. */
  sum: TextSum;
}

/** A frame the text stands in. */
export interface Framed {
  rule: FrameRule;
  find: Find;
}

export interface RatedFind {
  rule: FindRule;
  find: Find;
  /** See `GRADES`, raised by lifts. */
  rank: number;
  /** Words for "now" stand beside it. */
  now: boolean;
}

/** The tokens of a text as the rules see them. */
export function tokensOf(text: string, book: Rulebook): Token[] {
  return tokenize(clean(calm(withoutCodes(text))), book.words);
}

/** Reads any text once; the three contexts are then only weighed. */
export function gatherFrom(text: string, book: Rulebook): Evidence {
  const tokens = tokensOf(text, book);
  return gather(
    tokens,
    tokens.map((token) => book.points.signOf(token)),
    book,
  );
}

/** The same for a text that has been taken apart, with what the table says of each token. */
export function gather(tokens: readonly Token[], signs: readonly Sign[], book: Rulebook): Evidence {
  const reading = readWords(tokens, book.index);
  maskTokens(reading, maskedTokens(reading, book));
  const sum = book.points.sumOf(signs, reading.byTag.keys());
  const found = book.finds.findsIn(reading);
  const frames = firstOfEach(book.frames.findsIn(reading));
  if (found.length === 0) return { finds: [], frames, lifts: [], reading, sum };
  const lifts = new Set(book.lifts.findsIn(reading).map(({ rule }) => rule));
  const lifted = [...lifts].reduce((most, rule) => Math.max(most, rule.grades), 0);
  const told = [...lifts].some((rule) => rule.told);
  const finds = found.map(({ rule, find }) => ({
    rule,
    find,
    rank: rankOfMatches(find.matches, rule.grade) + lifted,
    now: rule.now && isNow(reading, find, told),
  }));
  return {
    finds,
    frames,
    lifts: [...lifts].map((rule) => rule.id),
    reading,
    sum,
  };
}

/** Two equal UTF-16 units in a row, or a letter that takes two of them. */
const MAY_BE_HELD = /(.)\1|[\ud800-\udfff]/s;

/** "cứuuuu", "đánhh": letters held down are written once. Telex doubles only vowels and d, and only once. */
function calm(text: string): string {
  if (!MAY_BE_HELD.test(text)) return text;
  return text.replace(/(\p{L})\1{2,}/gu, '$1').replace(/([^\s\p{P}])([ghmn])\2+(?!\p{L})/gu, '$1$2');
}

function firstOfEach(frames: readonly Framed[]): Framed[] {
  const first = new Map<FrameRule, Framed>();
  for (const frame of frames) {
    const known = first.get(frame.rule);
    if (!known || frame.find.from < known.find.from) first.set(frame.rule, frame);
  }
  return [...first.values()];
}

function maskedTokens(reading: Reading, book: Rulebook): ReadonlySet<number> {
  const masked = new Set<number>();
  for (const { find } of book.masks.findsIn(reading)) {
    for (const match of find.matches) for (let n = match.from; n < match.to; n++) masked.add(n);
  }
  for (const at of titledTokens(reading)) masked.add(at);
  return masked;
}

/** "đang" beside a habit or in somebody's story is no emergency; "ngay bây giờ" always is. */
function isNow(reading: Reading, find: Find, told: boolean): boolean {
  if (isBeside(reading, find, 'time.now')) return true;
  return !told && isBeside(reading, find, 'time.going_on', 1) && !isBeside(reading, find, 'time.habit');
}
