import { z } from 'zod';

/** BCP 47 tag of a language variant: `vi`, `rog-Latn`, `cjm-Latn`, `cjm-Cham` … */
const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/);

/** A variant: written, or recorded by people (a content id), then with a written form for those who cannot play it. */
const variantSchema = z.union([
  z.string().min(1),
  z.strictObject({ audio: z.string().min(1), text: z.string().min(1).optional() }),
]);

/** What the bot says: Vietnamese alone, or Vietnamese with variants by language. */
export const textSchema = z.union([
  z.string().min(1),
  z
    .object({ vi: z.string().min(1) })
    .catchall(variantSchema)
    .refine((text) => Object.keys(text).every((tag) => languageTag.safeParse(tag).success), {
      message: 'a language is written like "vi" or "rog-Latn"',
    }),
]);

export type Text = z.infer<typeof textSchema>;

/** One language's form of a text; `audio` is a content id. */
export interface TextVariant {
  text: string;
  audio: string | null;
}

/** The person's language if there is a variant, else Vietnamese. */
export function variantOf(text: Text, language: string | null): TextVariant {
  if (typeof text === 'string') return { text, audio: null };
  const variant = (language && text[language]) || text.vi;
  if (typeof variant === 'string') return { text: variant, audio: null };
  return { text: variant.text ?? text.vi, audio: variant.audio };
}

/** Languages that a text has no variant for. */
export function missingLanguages(text: Text, wanted: readonly string[]): string[] {
  if (typeof text === 'string') return wanted.filter((language) => language !== 'vi');
  return wanted.filter((language) => text[language] === undefined);
}

/** Every written or recorded form, for the linter. */
export function allVariants(text: Text): { language: string; variant: TextVariant }[] {
  if (typeof text === 'string') return [{ language: 'vi', variant: variantOf(text, null) }];
  return Object.keys(text).map((language) => ({ language, variant: variantOf(text, language) }));
}
