import { z } from 'zod';
import type { Token } from '../vi/tokens.ts';
import type { Reading } from './reading.ts';
import type { SafetyContext, SafetyLevel } from './safety.ts';

/** Points are whole numbers: a hundred of them are one step on the scale of chances (log odds). */
export const POINTS_PER_UNIT = 100;

/**
 * What each sign adds: how much it speaks for a real person in danger, and how much for danger now. A sign is a word
 * (`u:`), a word with its accents (`k:`), two words in a row (`b:`), three in a row (`t:`), two near each other (`n:`), where
 * `^` and `$` are the ends of the text, a word class (`g:`), the open step (`c:`) or the level by the rules alone (`r:`).
 */
export const pointTableSchema = z.record(z.string(), z.tuple([z.int(), z.int()]));

export type PointTable = z.infer<typeof pointTableSchema>;

/** The same in lists of equal length: an object of many names takes far longer to read at the start. */
export const pointListSchema = z.strictObject({
  signs: z.array(z.string()).readonly(),
  danger: z.array(z.int()).readonly(),
  urgent: z.array(z.int()).readonly(),
});

export type PointList = z.infer<typeof pointListSchema>;

/** A table as lists. */
export function pointList(table: PointTable): PointList {
  const points = Object.values(table);
  return {
    signs: Object.keys(table),
    danger: points.map(([danger]) => danger),
    urgent: points.map(([, urgent]) => urgent),
  };
}

/** The sign that every text has. */
export const BASE = 'base';
const NUMBER = '#';
const STOP = '.';
/** Stands before the first word of a text … */
export const START = '^';
/** … and behind the last. */
export const END = '$';

/** The second of two words near each other is at most so many words behind the first. */
export const NEAR = 4;

const SENTENCE_MARKS = new Set(['.', '?', '!', ';']);

/** The names of all signs of a text in one context, as the table lists them: for working the points out. */
export function signsOf(reading: Reading, context: SafetyContext): string[] {
  const signs = new Set([BASE, `c:${context}`]);
  const words = [START];
  for (const token of reading.tokens) {
    const [word, accented] = [wordOf(token), accentedOf(token)];
    if (word === null) continue;
    signs.add(`u:${word}`);
    if (accented !== null) signs.add(`k:${accented}`);
    words.push(word);
  }
  words.push(END);
  for (const [at, word] of words.entries()) {
    if (at > 0) signs.add(`b:${words[at - 1]} ${word}`);
    if (at > 1) signs.add(`t:${words[at - 2]} ${words[at - 1]} ${word}`);
    for (const near of words.slice(Math.max(0, at - NEAR), at)) signs.add(`n:${near} ${word}`);
  }
  for (const tag of reading.byTag.keys()) signs.add(`g:${tag}`);
  return [...signs];
}

const SHORT_TEXT_WORDS = 4;
const DAMPING = 0.6;

/**
 * What the sum of a text of so many words is multiplied with: a long text has more signs, but they repeat each other, and it
 * is not that much surer.
 */
export function lengthFactor(words: number): number {
  return (Math.max(SHORT_TEXT_WORDS, words) / SHORT_TEXT_WORDS) ** -DAMPING;
}

/** How many words of a text count for its length. */
export function lengthOf({ tokens }: Reading): number {
  return tokens.filter((token) => wordOf(token) !== null).length;
}

/** The sign of what the rules alone make of a text. */
export function levelSign(level: SafetyLevel): string {
  return `r:${level}`;
}

/** The word that a token counts as: numbers are one, ends of sentences another; other marks say nothing. */
export function wordOf({ kind, raw, spelling }: Token): string | null {
  if (kind === 'word') return spelling.fold;
  if (kind === 'number') return NUMBER;
  return kind === 'break' || SENTENCE_MARKS.has(raw) ? STOP : null;
}

/** The word with its accents, or null when it has none. */
export function accentedOf({ kind, spelling }: Token): string | null {
  return kind === 'word' && spelling.key !== spelling.fold ? spelling.key : null;
}
