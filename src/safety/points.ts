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

/** A table made ready for looking up. */
export type Points = ReadonlyMap<string, readonly [danger: number, urgent: number]>;

export interface PointSum {
  danger: number;
  urgent: number;
}

/** The sign that every text has. */
const BASE = 'base';

const SENTENCE_MARKS = new Set(['.', '?', '!', ';']);

/** The signs of a text that do not depend on the open step, each once. */
export function signsOf(reading: Reading): Set<string> {
  const signs = new Set<string>([BASE]);
  let before = '';
  for (const token of reading.tokens) {
    let word = token.spelling.fold;
    if (token.kind === 'number') word = '#';
    else if (token.kind === 'break') word = '.';
    else if (token.kind === 'mark') {
      if (!SENTENCE_MARKS.has(token.raw)) continue;
      word = '.';
    } else if (token.spelling.key !== word) signs.add(`k:${token.spelling.key}`);
    signs.add(`u:${word}`);
    if (before !== '') signs.add(`b:${before} ${word}`);
    before = word;
  }
  for (const tag of reading.byTag.keys()) signs.add(`g:${tag}`);
  return signs;
}

/** Adds up the points of the signs. */
export function sumOf(signs: Iterable<string>, points: Points): PointSum {
  let danger = 0;
  let urgent = 0;
  for (const sign of signs) {
    const found = points.get(sign);
    if (!found) continue;
    danger += found[0];
    urgent += found[1];
  }
  return { danger, urgent };
}

/** The points of an open step. */
export function contextSum(context: SafetyContext, points: Points): PointSum {
  return sumOf([contextSign(context)], points);
}

export function contextSign(context: SafetyContext): string {
  return `c:${context}`;
}
