import { z } from 'zod';

/** Longest text of the card with its numbers, UTF-16 units. */
export const MAX_CARD_CHARS = 600;
/** Longest first text: it must be read in one look. */
export const MAX_FIRST_CHARS = 400;
/** Where the numbers stand in a text. */
export const HOTLINES_PLACE = '{hotlines}';
/** The language every text exists in. */
export const BASE_LANGUAGE = 'vi';

const variantSchema = z
  .strictObject({
    text: z.string().min(1).max(MAX_CARD_CHARS).optional(),
    /** A recording, as a path below `content/recordings`. */
    audio: z.string().min(1).optional(),
  })
  .refine((variant) => variant.text !== undefined || variant.audio !== undefined, 'needs text or audio');

const firstSchema = z.strictObject({ default: variantSchema, suicide: variantSchema.optional() });
const tapsSchema = z.strictObject({ help: z.string(), other: z.string(), back: z.string() });

const languageSchema = z.strictObject({
  name: z.string().min(1),
  taps: tapsSchema.optional(),
  disclosure: firstSchema.optional(),
  imminent: firstSchema.optional(),
  help: variantSchema.optional(),
  other: variantSchema.optional(),
  back: variantSchema.optional(),
  voice_note: variantSchema.optional(),
});

const textSchema = variantSchema.refine((variant) => variant.text !== undefined, 'needs a text');
const firstTextSchema = z.strictObject({ default: textSchema, suicide: textSchema.optional() });

const baseSchema = z.strictObject({
  name: z.string().min(1),
  taps: tapsSchema,
  disclosure: firstTextSchema,
  imminent: firstTextSchema,
  help: textSchema,
  other: textSchema,
  back: textSchema,
  voice_note: textSchema,
});

export const safetyCardSchema = z.strictObject({
  languages: z.object({ [BASE_LANGUAGE]: baseSchema }).catchall(languageSchema),
});

/** Text or recording, or both, in one language. */
export type CardVariant = z.infer<typeof variantSchema>;
export type CardLanguage = z.infer<typeof languageSchema>;

/** All texts of the card, by language: data of `content/safety/card.yaml`. */
export type SafetyCard = z.infer<typeof safetyCardSchema>;

/** The card's texts and what each wanted language lacks of them, both forms of a first text apart. */
export function missingCardVariants(
  card: SafetyCard,
  wanted: readonly string[],
): { name: string; languages: string[] }[] {
  const names = variantNames(card.languages[BASE_LANGUAGE]);
  return names
    .map((name) => {
      const has = (language: string) => variantNames(card.languages[language] ?? {}).includes(name);
      return { name, languages: wanted.filter((language) => !has(language)) };
    })
    .filter(({ languages }) => languages.length > 0);
}

function variantNames(language: Partial<CardLanguage>): string[] {
  return Object.entries(language).flatMap(([name, value]) => {
    if (name === 'name') return [];
    const first = name === 'disclosure' || name === 'imminent';
    return first ? Object.keys(value).map((form) => `${name}.${form}`) : [name];
  });
}
