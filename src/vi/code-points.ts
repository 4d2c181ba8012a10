import { z } from 'zod';
import type { Analysis } from './analysis.ts';

/** What a text gets that speaks of no subject, or names no form. */
export const NO_CODE = 'none';

/**
 * How much each word (`u:`, without accents), each pair of words in a row (`b:`) and each word with its accents (`a:`)
 * speaks for each code of a family, or for none.
 */
export const codePointsSchema = z.record(z.string(), z.record(z.string(), z.int()));

export type CodePointTable = z.infer<typeof codePointsSchema>;

/** The names of all signs of a text, each once. Linear. */
export function codeSigns({ tokens }: Analysis): ReadonlySet<string> {
  const signs = new Set([BASE]);
  let before = '';
  for (const { kind, spelling } of tokens) {
    const word = kind === 'word' ? spelling.fold : '';
    if (word !== '') {
      signs.add(`${WORD}${word}`);
      if (spelling.key !== word) signs.add(`${MARKED}${spelling.key}`);
      if (before !== '') signs.add(`${PAIR}${before} ${word}`);
    }
    before = word;
  }
  return signs;
}

const BASE = 'base';
const WORD = 'u:';
const MARKED = 'a:';
const PAIR = 'b:';

/** The tables of subjects and forms, made ready for looking up both at once without putting names of signs together. */
export interface ReportPoints {
  themes: readonly string[];
  forms: readonly string[];
  /** The points row by row: subjects first, then forms. */
  rows: Int16Array;
  base: number | undefined;
  words: ReadonlyMap<string, WordRows>;
  marked: ReadonlyMap<string, number>;
}

interface WordRows {
  row: number | undefined;
  /** The row of the pair with the word after it. */
  pairs: Map<string, number>;
}

/** Makes both tables ready. */
export function readyReportPoints(themes: CodePointTable, forms: CodePointTable): ReportPoints {
  const labels = { themes: labelsOf(themes), forms: labelsOf(forms) };
  const signs = [...new Set([...Object.keys(themes), ...Object.keys(forms)])];
  const rows = signs.flatMap((sign) => [
    ...labels.themes.map((label) => themes[sign]?.[label] ?? 0),
    ...labels.forms.map((label) => forms[sign]?.[label] ?? 0),
  ]);
  const words = new Map<string, WordRows>();
  const marked = new Map<string, number>();
  let base: number | undefined;
  const entryOf = (word: string): WordRows => {
    const entry = words.get(word) ?? { row: undefined, pairs: new Map() };
    words.set(word, entry);
    return entry;
  };
  for (const [row, sign] of signs.entries()) {
    const said = sign.slice(WORD.length);
    if (sign === BASE) base = row;
    else if (sign.startsWith(WORD)) entryOf(said).row = row;
    else if (sign.startsWith(MARKED)) marked.set(said, row);
    else {
      const [first = '', second = ''] = said.split(' ');
      entryOf(first).pairs.set(second, row);
    }
  }
  return { ...labels, rows: Int16Array.from(rows), base, words, marked };
}

function labelsOf(table: CodePointTable): string[] {
  return [...new Set(Object.values(table).flatMap((points) => Object.keys(points)))].sort();
}

/** A sign of a text that has points: its row and the token it begins at (−1 for the one that every text has). */
export type KnownSign = [row: number, at: number];

/** The signs of a text that have points, each once: those of {@link codeSigns}, found without their names. Linear. */
export function knownSigns({ tokens }: Analysis, { base, words, marked }: ReportPoints): KnownSign[] {
  const known: KnownSign[] = [];
  const seen = new Set<number>();
  const add = (row: number | undefined, at: number) => {
    if (row === undefined || seen.has(row)) return;
    seen.add(row);
    known.push([row, at]);
  };
  add(base, -1);
  let before: WordRows | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word' || token.spelling.fold === '') {
      before = undefined;
      continue;
    }
    const { fold, key } = token.spelling;
    const entry = words.get(fold);
    add(entry?.row, at);
    if (key !== fold) add(marked.get(key), at);
    if (before) add(before.pairs.get(fold), at - 1);
    before = entry;
  }
  return known;
}
