import { z } from 'zod';
import { type Analysis, whyOf } from './analysis.ts';
import { chancesOf } from './chances.ts';
import type { CodesReading } from './vi.ts';

/** What a text gets that speaks of no subject. */
export const NO_THEME = 'none';

/**
 * How much each word (`u:`, without accents), each pair of words in a row (`b:`) and each word with its accents (`a:`)
 * speaks for each subject, or for none.
 */
export const themePointsSchema = z.record(z.string(), z.record(z.string(), z.int()));

export type ThemePointTable = z.infer<typeof themePointsSchema>;

/** A table made ready for looking up. */
export interface ThemePoints {
  labels: readonly string[];
  rowOf: ReadonlyMap<string, number>;
  /** The points row by row, in the order of `labels`. */
  rows: Int16Array;
}

/** Makes a table ready. */
export function readyThemePoints(table: ThemePointTable): ThemePoints {
  const signs = Object.entries(table);
  const labels = [...new Set(signs.flatMap(([, points]) => Object.keys(points)))].sort();
  return {
    labels,
    rowOf: new Map(signs.map(([sign], row) => [sign, row])),
    rows: Int16Array.from(signs.flatMap(([, points]) => labels.map((label) => points[label] ?? 0))),
  };
}

/** The names of all signs of a text, each once, with the token each begins at. Linear. */
export function themeSigns({ tokens }: Analysis): Map<string, number> {
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

/** Below this chance no subject is taken for told. */
const SURE_CHANCE = 0.7;

/** The subject that all words of a report together speak for, or none. */
export function likelyTheme(a: Analysis, points: ThemePoints): CodesReading {
  const { labels, rowOf, rows } = points;
  const none: CodesReading = { codes: [], why: [] };
  if (labels.length === 0) return none;
  const signs = themeSigns(a);
  const pointsOf = (sign: string, label: number) =>
    rows[(rowOf.get(sign) as number) * labels.length + label] as number;
  const known = [...signs.keys()].filter((sign) => rowOf.has(sign));
  const sums = labels.map((_, label) => known.reduce((sum, sign) => sum + pointsOf(sign, label), 0));
  const chances = chancesOf(sums);
  const chance = Math.max(...chances);
  const best = chances.indexOf(chance);
  const code = labels[best] as string;
  if (chance < SURE_CHANCE || code === NO_THEME) return none;
  let [telling, most] = [0, 0];
  for (const sign of known) {
    const at = signs.get(sign) as number;
    if (at < 0 || pointsOf(sign, best) <= most) continue;
    [telling, most] = [at, pointsOf(sign, best)];
  }
  return { codes: [code], why: [whyOf(a, 'theme_words', telling, telling + 1)] };
}
