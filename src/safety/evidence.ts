import { isBeside } from './beside.ts';
import { rankOfMatches } from './grade.ts';
import type { FindRule, FrameRule } from './lexicon.ts';
import { maskTokens, type Reading, readWords } from './reading.ts';
import type { Compiled, Rulebook } from './rulebook.ts';
import { type Find, search } from './search.ts';

/** Everything the rules see in a text, before the context is weighed. */
export interface Evidence {
  finds: readonly RatedFind[];
  frames: readonly { rule: FrameRule; find: Find }[];
  lifts: readonly string[];
  reading: Reading;
}

export interface RatedFind {
  rule: FindRule;
  find: Find;
  /** See `GRADES`, raised by lifts. */
  rank: number;
  /** Words for "now" stand beside it. */
  now: boolean;
}

/** Reads a text once; the three contexts are then only weighed. */
export function gather(text: string, book: Rulebook): Evidence {
  const reading = readWords(calm(text), book.words, book.index);
  maskTokens(reading, maskedTokens(reading, book));
  const lifts = book.lifts.filter((entry) => findsOf(reading, entry).length > 0);
  const lifted = lifts.reduce((most, entry) => Math.max(most, entry.rule.grades), 0);
  const told = lifts.some((entry) => entry.rule.told);
  const finds: RatedFind[] = [];
  for (const entry of book.finds) {
    for (const find of findsOf(reading, entry)) {
      const rank = rankOfMatches(find.matches, entry.rule.grade) + lifted;
      finds.push({ rule: entry.rule, find, rank, now: entry.rule.now && isNow(reading, find, told) });
    }
  }
  const frames = book.frames.flatMap((entry) =>
    findsOf(reading, entry).map((find) => ({ rule: entry.rule, find })),
  );
  return { finds, frames, lifts: lifts.map((entry) => entry.rule.id), reading };
}

/** "cứuuuu", "đánhh": letters held down are written once. Telex doubles only vowels and d, and only once. */
function calm(text: string): string {
  return text.replace(/(\p{L})\1{2,}/gu, '$1').replace(/([^\s\p{P}])([ghmn])\2+(?!\p{L})/gu, '$1$2');
}

function maskedTokens(reading: Reading, book: Rulebook): ReadonlySet<number> {
  const masked = new Set<number>();
  for (const entry of book.masks) {
    for (const find of findsOf(reading, entry)) {
      for (const match of find.matches) for (let n = match.from; n < match.to; n++) masked.add(n);
    }
  }
  return masked;
}

function findsOf<R>(reading: Reading, entry: Compiled<R>): Find[] {
  const finds: Find[] = [];
  for (const pattern of entry.patterns) search(reading, pattern, finds);
  return finds;
}

/** "đang" beside a habit or in somebody's story is no emergency; "ngay bây giờ" always is. */
function isNow(reading: Reading, find: Find, told: boolean): boolean {
  if (isBeside(reading, find, 'time.now')) return true;
  return !told && isBeside(reading, find, 'time.going_on', 1) && !isBeside(reading, find, 'time.habit');
}
