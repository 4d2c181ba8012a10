import { z } from 'zod';
import { spell } from '../vi/spelling.ts';
import type { Token } from '../vi/tokens.ts';
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

/** What a whole text adds up to. */
export interface TextSum extends PointSum {
  /** How many different words speak for danger by themselves; a word class that does is one more. */
  speaking: number;
}

/** A word speaks for danger from so many points on, those of its accents and of its pair with the word before included. */
export const SPEAKING_POINTS = 40;
/** … and a word class from so many. */
export const SPEAKING_CLASS_POINTS = 20;

/** What the table says of one word, so that each word of a text is looked up once. */
export interface WordPoints {
  own: PointSum | null;
  /** By the word as it is accented. */
  accented: Map<string, PointSum> | null;
  /** By the word that follows. */
  before: Map<string, PointSum> | null;
}

/** A table made ready for looking up: words without their accents, word classes, open steps. */
export interface Points {
  base: PointSum;
  words: ReadonlyMap<string, WordPoints>;
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
  const words = new Map<string, WordPoints>();
  const classes = new Map<string, PointSum>();
  const steps = new Map<string, PointSum>();
  const pointsOf = (word: string): WordPoints => {
    const known = words.get(word) ?? { own: null, accented: null, before: null };
    words.set(word, known);
    return known;
  };
  for (const [sign, [danger, urgent]] of Object.entries(table)) {
    const sum = { danger, urgent };
    const name = sign.slice(2);
    if (sign.startsWith('u:')) pointsOf(name).own = sum;
    else if (sign.startsWith('g:')) classes.set(name, sum);
    else if (sign.startsWith('c:')) steps.set(name, sum);
    else if (sign.startsWith('k:')) {
      const word = pointsOf(foldOfKey(name));
      word.accented ??= new Map();
      word.accented.set(name, sum);
    } else if (sign.startsWith('b:')) {
      const [first = '', second = ''] = name.split(' ');
      const word = pointsOf(first);
      word.before ??= new Map();
      word.before.set(second, sum);
    }
  }
  const [danger = 0, urgent = 0] = table[BASE] ?? [];
  return { base: { danger, urgent }, words, classes, steps };
}

/** A key is the word with its letters' marks and the figure of its tone ("đanh1"). */
function foldOfKey(key: string): string {
  return spell(key.replace(/\d$/, '')).fold;
}

/** Every word that the table says something of, by itself or behind another one. */
export function* pointedWords({ words }: Points): Iterable<string> {
  for (const [word, { before }] of words) {
    yield word;
    if (before) yield* before.keys();
  }
}

/** One word, number or end of a sentence with what the table says of it. */
export interface Sign {
  /** The name under which it is counted; null for marks that say nothing. */
  sign: string | null;
  points: WordPoints | null;
  /** The points of its accents. */
  accented: PointSum | null;
}

/** Looks up what the table says of a token. */
export function signOf(token: Token, points: Points): Sign {
  const sign = wordOf(token);
  const known = sign === null ? null : (points.words.get(sign) ?? null);
  const accents = known?.accented ? accentedOf(token) : null;
  const accented = accents === null ? null : (known?.accented?.get(accents) ?? null);
  return { sign, points: known, accented };
}

/** What the words of a text and its word classes add up to, each sign counted once; without the open step. */
export function sumOf(signs: readonly Sign[], classes: Iterable<string>, points: Points): TextSum {
  const counted = new Set<PointSum>([points.base]);
  const speaking = new Set<string>();
  let before: ReadonlyMap<string, PointSum> | null = null;
  for (const { sign, points: known, accented } of signs) {
    if (sign === null) continue;
    const own = count(before?.get(sign), counted) + count(known?.own, counted) + count(accented, counted);
    if (own >= SPEAKING_POINTS) speaking.add(sign);
    before = known?.before ?? null;
  }
  let classSpeaks = false;
  for (const tag of classes) {
    const sum = points.classes.get(tag);
    if (!sum) continue;
    counted.add(sum);
    classSpeaks ||= sum.danger > SPEAKING_CLASS_POINTS;
  }
  let danger = 0;
  let urgent = 0;
  for (const sum of counted) {
    danger += sum.danger;
    urgent += sum.urgent;
  }
  return { danger, urgent, speaking: speaking.size + (classSpeaks ? 1 : 0) };
}

function count(sum: PointSum | null | undefined, counted: Set<PointSum>): number {
  if (!sum) return 0;
  counted.add(sum);
  return sum.danger;
}

/** The word classes that speak for danger. */
export function raisingClasses({ classes }: Points): string[] {
  return [...classes].filter(([, sum]) => sum.danger > 0).map(([tag]) => tag);
}

/** The points of an open step. */
export function stepSum(context: SafetyContext, points: Points): PointSum {
  return points.steps.get(context) ?? NONE;
}

/** The names of all signs of a text in one context, as the table lists them: for working the points out. */
export function signsOf(reading: Reading, context: SafetyContext): string[] {
  const signs = new Set([BASE, `c:${context}`]);
  let before = '';
  for (const token of reading.tokens) {
    const [word, accented] = [wordOf(token), accentedOf(token)];
    if (word === null) continue;
    signs.add(`u:${word}`);
    if (accented !== null) signs.add(`k:${accented}`);
    if (before !== '') signs.add(`b:${before} ${word}`);
    before = word;
  }
  for (const tag of reading.byTag.keys()) signs.add(`g:${tag}`);
  return [...signs];
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
