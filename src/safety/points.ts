import { z } from 'zod';
import type { Reading } from './reading.ts';
import type { SafetyContext } from './safety.ts';

/** Points are whole numbers: a hundred of them are one step on the scale of chances (log odds). */
export const POINTS_PER_UNIT = 100;

/**
 * What each sign adds: how much it speaks for a real person in danger, and how much for danger now. A sign is a word
 * (`u:`), a word with its accents (`k:`), two words in a row (`b:`), a word class (`g:`) or the open step (`c:`).
 */
export const pointTableSchema = z.record(z.string(), z.tuple([z.int(), z.int()]));

export type PointTable = z.infer<typeof pointTableSchema>;

export interface PointSum {
  danger: number;
  urgent: number;
}

/** A table made ready for looking up, by kind of sign; pairs by their first word, then their second. */
export interface Points {
  base: PointSum;
  words: ReadonlyMap<string, PointSum>;
  accented: ReadonlyMap<string, PointSum>;
  pairs: ReadonlyMap<string, ReadonlyMap<string, PointSum>>;
  classes: ReadonlyMap<string, PointSum>;
  steps: ReadonlyMap<string, PointSum>;
}

/** The sign that every text has. */
const BASE = 'base';
const NONE: PointSum = { danger: 0, urgent: 0 };
const NUMBER = '#';
const STOP = '.';

const SENTENCE_MARKS = new Set(['.', '?', '!', ';']);

/** Makes a table ready. */
export function readyPoints(table: PointTable): Points {
  const kinds = { u: new Map(), k: new Map(), b: new Map(), g: new Map(), c: new Map() } as const;
  for (const [sign, [danger, urgent]] of Object.entries(table)) {
    const kind = kinds[sign.charAt(0) as keyof typeof kinds];
    if (sign.charAt(1) === ':') kind?.set(sign.slice(2), { danger, urgent });
  }
  const pairs = new Map<string, Map<string, PointSum>>();
  for (const [pair, sum] of kinds.b as Map<string, PointSum>) {
    const [first = '', second = ''] = pair.split(' ');
    const after = pairs.get(first) ?? new Map<string, PointSum>();
    pairs.set(first, after.set(second, sum));
  }
  const [danger = 0, urgent = 0] = table[BASE] ?? [];
  const { u: words, k: accented, g: classes, c: steps } = kinds;
  return { base: { danger, urgent }, words, accented, pairs, classes, steps };
}

/** What the signs of a text add up to, each counted once; without the open step. */
export function sumOf(reading: Reading, points: Points): PointSum {
  const counted = new Set<PointSum>([points.base]);
  let before: ReadonlyMap<string, PointSum> | undefined;
  eachWord(reading, (word, accented) => {
    const pair = before?.get(word);
    if (pair) counted.add(pair);
    const own = points.words.get(word);
    if (own) counted.add(own);
    const exact = accented === null ? undefined : points.accented.get(accented);
    if (exact) counted.add(exact);
    before = points.pairs.get(word);
  });
  for (const tag of reading.byTag.keys()) {
    const sum = points.classes.get(tag);
    if (sum) counted.add(sum);
  }
  let danger = 0;
  let urgent = 0;
  for (const sum of counted) {
    danger += sum.danger;
    urgent += sum.urgent;
  }
  return { danger, urgent };
}

/** The points of an open step. */
export function stepSum(context: SafetyContext, points: Points): PointSum {
  return points.steps.get(context) ?? NONE;
}

/** The names of all signs of a text in one context, as the table lists them: for working the points out. */
export function signsOf(reading: Reading, context: SafetyContext): string[] {
  const signs = new Set([BASE, `c:${context}`]);
  let before = '';
  eachWord(reading, (word, accented) => {
    signs.add(`u:${word}`);
    if (accented !== null) signs.add(`k:${accented}`);
    if (before !== '') signs.add(`b:${before} ${word}`);
    before = word;
  });
  for (const tag of reading.byTag.keys()) signs.add(`g:${tag}`);
  return [...signs];
}

/** Numbers are one word, ends of sentences another; other marks say nothing. `accented` is null where it is no news. */
function eachWord({ tokens }: Reading, take: (word: string, accented: string | null) => void): void {
  for (const { kind, raw, spelling } of tokens) {
    if (kind === 'word') take(spelling.fold, spelling.key === spelling.fold ? null : spelling.key);
    else if (kind === 'number') take(NUMBER, null);
    else if (kind === 'break' || SENTENCE_MARKS.has(raw)) take(STOP, null);
  }
}
