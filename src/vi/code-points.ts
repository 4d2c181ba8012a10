import { z } from 'zod';
import { type Analysis, whyOf } from './analysis.ts';
import { chancesOf } from './chances.ts';
import type { CodesReading } from './vi.ts';

/** What a text gets that speaks of no subject, or names no form. */
export const NO_CODE = 'none';

/**
 * How much each word (`u:`, without accents), each pair of words in a row (`b:`) and each word with its accents (`a:`)
 * speaks for each code of a family, or for none.
 */
export const codePointsSchema = z.record(z.string(), z.record(z.string(), z.int()));

export type CodePointTable = z.infer<typeof codePointsSchema>;

/** A table made ready for looking up. */
export interface CodePoints {
  labels: readonly string[];
  rowOf: ReadonlyMap<string, number>;
  /** The points row by row, in the order of `labels`. */
  rows: Int16Array;
}

/** Makes a table ready. */
export function readyCodePoints(table: CodePointTable): CodePoints {
  const signs = Object.entries(table);
  const labels = [...new Set(signs.flatMap(([, points]) => Object.keys(points)))].sort();
  return {
    labels,
    rowOf: new Map(signs.map(([sign], row) => [sign, row])),
    rows: Int16Array.from(signs.flatMap(([, points]) => labels.map((label) => points[label] ?? 0))),
  };
}

/** The names of all signs of a text, each once, with the token each begins at. Linear. */
export function codeSigns(a: Analysis): ReadonlyMap<string, number> {
  a.shared.signs ??= findSigns(a);
  return a.shared.signs;
}

function findSigns({ tokens }: Analysis): Map<string, number> {
  const signs = new Map([[BASE, -1]]);
  const add = (sign: string, at: number) => {
    if (!signs.has(sign)) signs.set(sign, at);
  };
  let before = '';
  for (const [at, { kind, spelling }] of tokens.entries()) {
    const word = kind === 'word' ? spelling.fold : '';
    if (word !== '') {
      add(`u:${word}`, at);
      if (spelling.key !== word) add(`a:${spelling.key}`, at);
      if (before !== '') add(`b:${before} ${word}`, at - 1);
    }
    before = word;
  }
  return signs;
}

const BASE = 'base';

/** What all words of a text together speak for. */
export interface Likely {
  /** How likely a code is; 1 for one the table does not know. */
  chanceOf(code: string): number;
  /** The likeliest code with the word that spoke most for it; nothing below `least`, or where none is likeliest. */
  reading(least: number, rule: string): CodesReading;
}

/** Adds up the points of all words of a text. */
export function likely(a: Analysis, { labels, rowOf, rows }: CodePoints): Likely {
  const sums = new Array<number>(labels.length).fill(0);
  const known: [row: number, at: number][] = [];
  for (const [sign, at] of codeSigns(a)) {
    const row = rowOf.get(sign);
    if (row === undefined) continue;
    known.push([row * labels.length, at]);
    for (let n = 0; n < sums.length; n++)
      sums[n] = (sums[n] as number) + (rows[row * labels.length + n] as number);
  }
  const chances = chancesOf(sums);
  return {
    chanceOf: (code) => chances[labels.indexOf(code)] ?? 1,
    reading(least, rule) {
      const chance = Math.max(0, ...chances);
      const best = chances.indexOf(chance);
      const code = labels[best];
      if (code === undefined || code === NO_CODE || chance < least) return { codes: [], why: [] };
      let [telling, most] = [0, 0];
      for (const [row, at] of known) {
        const points = rows[row + best] as number;
        if (at >= 0 && points > most) [telling, most] = [at, points];
      }
      return { codes: [code], why: [whyOf(a, rule, telling, telling + 1)] };
    },
  };
}

/** The tables that the reader of reports decides with where words alone do not. */
export interface ReportPoints {
  themes: CodePoints;
  forms: CodePoints;
}
