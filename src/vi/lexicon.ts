import { z } from 'zod';
import { type AnswerPointTable, answerPointsSchema } from './answer-points.ts';
import { type CodePointTable, codePointsSchema } from './code-points.ts';
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
  /** How much each sign of an answer speaks for yes, no or neither; without it the rules decide alone. */
  answerPoints?: AnswerPointTable | undefined;
  /** How much each word speaks for each subject; without it only phrases tell one. */
  themePoints?: CodePointTable | undefined;
  formPoints?: CodePointTable | undefined;
}

export const lexiconSchema = z.strictObject({
  phrases: z.record(z.string(), z.array(z.string().min(1)).readonly()),
  abbreviations: z.record(z.string(), z.string().min(1)),
  afterNumber: z.record(z.string(), z.string().min(1)),
  foreign: z.array(z.string().min(1)).readonly(),
  commandPoints: commandPointsSchema.optional(),
  answerPoints: answerPointsSchema.optional(),
  themePoints: codePointsSchema.optional(),
  formPoints: codePointsSchema.optional(),
});
