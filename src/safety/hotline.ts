import { z } from 'zod';
import type { TOPICS } from './lexicon.ts';

/** The card never shows more numbers than a frightened person can choose from (domain.md §5.1). */
export const MAX_HOTLINES_SHOWN = 4;
const MAX_LINE_CHARS = 60;

const numbersSchema = z.array(z.string()).min(1).max(MAX_HOTLINES_SHOWN).readonly();
const orderSchema = z.strictObject({
  suicide: numbersSchema,
  child: numbersSchema,
  trafficking: numbersSchema,
  violence: numbersSchema,
} satisfies Record<(typeof TOPICS)[number], z.ZodType>);

export const hotlineSchema = z.strictObject({
  /** As people read it: `1900 96 96 80`. */
  number: z.string().regex(/^\d[\d ]*\d$/),
  name: z.string().min(1),
  for: z.string().min(1),
  facts: z.string().min(1),
  /** `national`, or the code of the province it serves. */
  area: z.string().min(1),
  /** A: official text or two independent sources; B: one source. Unconfirmed numbers are not listed at all. */
  confidence: z.enum(['A', 'B']),
  /** Day of the last check, `YYYY-MM-DD`. */
  verified_on: z.iso.date(),
  /** `source` until a person has called. */
  verified_by: z.string().min(1),
  /** What `verified_on` is the date of. */
  date_of: z.enum(['source', 'dossier', 'call']),
  source: z.string().min(1),
  /** Language → what the card says. */
  lines: z.record(z.string(), z.string().min(1).max(MAX_LINE_CHARS)),
});

export const hotlinesSchema = z.strictObject({
  hotlines: z.array(hotlineSchema).min(1).readonly(),
  order: z.strictObject({ imminent: orderSchema, disclosure: orderSchema }),
});

export type Hotline = z.infer<typeof hotlineSchema>;

/** The table of `content/hotlines.yaml`: the numbers, and which of them are shown when. */
export type Hotlines = z.infer<typeof hotlinesSchema>;
