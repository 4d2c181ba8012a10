import { z } from 'zod';
import { type CommandPointTable, commandPointsSchema } from './command-points.ts';

/**
 * What the rules know about words, as plain data (`content/phrases/*.yaml`).
 *
 * A phrase is written with its accents. Round brackets list alternatives: `(xin|cho em xin) tờ rơi`, `(họp|) dân`.
 * A phrase that begins with `=` is never matched without accents.
 */
export interface Lexicon {
  /** Tag → phrases. A tag names what the rules use the phrase for, e.g. `theme.tao_hon` or `date.yesterday`. */
  phrases: Record<string, readonly string[]>;
  /** Short and teen forms anywhere: `ko` → `không`. */
  abbreviations: Record<string, string>;
  /** Forms that are meant only right after a number: `50 ng` → `người`. */
  afterNumber: Record<string, string>;
  /** Words of other languages that look like Telex: never repaired. */
  foreign: readonly string[];
  /** How much each sign of a message speaks for each command; without it the rules decide alone. */
  commandPoints?: CommandPointTable | undefined;
}

export const lexiconSchema = z.strictObject({
  phrases: z.record(z.string(), z.array(z.string().min(1)).readonly()),
  abbreviations: z.record(z.string(), z.string().min(1)),
  afterNumber: z.record(z.string(), z.string().min(1)),
  foreign: z.array(z.string().min(1)).readonly(),
  commandPoints: commandPointsSchema.optional(),
});

const EXACT_ONLY = '=';

/** One way of writing a phrase, brackets resolved. */
export interface PhraseForm {
  words: string[];
  exactOnly: boolean;
}

/**
 * All ways of writing `phrase`.
 * @throws {Error} when brackets do not match or nothing is left to say.
 */
export function phraseForms(phrase: string): PhraseForm[] {
  const exactOnly = phrase.startsWith(EXACT_ONLY);
  const pattern = exactOnly ? phrase.slice(EXACT_ONLY.length) : phrase;
  const forms = alternatives(pattern.normalize('NFC')).map((text) => ({ words: wordsOf(text), exactOnly }));
  if (forms.some((form) => form.words.length === 0)) throw new Error(`the phrase "${phrase}" can be empty`);
  return forms;
}

function alternatives(pattern: string): string[] {
  const open = pattern.indexOf('(');
  if (open < 0) {
    if (pattern.includes(')') || pattern.includes('|'))
      throw new Error(`brackets do not match in "${pattern}"`);
    return [pattern];
  }
  const close = pattern.indexOf(')', open);
  if (close < 0) throw new Error(`brackets do not match in "${pattern}"`);
  const tails = alternatives(pattern.slice(close + 1));
  const choices = pattern.slice(open + 1, close).split('|');
  return choices.flatMap((choice) => tails.map((tail) => pattern.slice(0, open) + choice + tail));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
