import { z } from 'zod';
import type { ContentBrief } from '../../domain/content-item.ts';
import { THEME_CODES, type ThemeCode } from '../../domain/themes.ts';

/** What fits on a small screen beside the picture, and on the picture itself. */
const MAX_POINTS = 5;
const MAX_POINT_CHARS = 160;
const MAX_TITLE_CHARS = 80;

const day = z.iso.date();
const assetName = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'a file name in small letters, beside this file');

const inAnyLanguage = {
  title: z.string().min(1).max(MAX_TITLE_CHARS),
  /** The whole message in a few sentences: what is read when the picture does not load. */
  points: z.array(z.string().min(1).max(MAX_POINT_CHARS)).min(1).max(MAX_POINTS),
  image: assetName.optional(),
  audio: assetName.optional(),
  video: assetName.optional(),
};

/** Front matter of `vi.md`: the item itself and its Vietnamese variant. */
export const vietnameseSchema = z.strictObject({
  ...inAnyLanguage,
  themes: z.array(z.enum(THEME_CODES as [ThemeCode, ...ThemeCode[]])).min(1),
  /** Numbers of `content/hotlines.yaml` that stand under it. */
  hotlines: z.array(z.string()).max(4).default([]),
  /** The picture `vi.jpg` is drawn from this file by `npm run pictures`. */
  drawn: z.boolean().default(false),
  sources: z.array(z.string().min(1)).min(1),
  /** Last day on which it may be handed out; null for as long as nobody takes it back. */
  valid_until: day.nullable().default(null),
  reviewed_on: day,
  /** Who has approved it (a function, never a private name), or `draft`. */
  reviewed_by: z.string().min(1),
  /** Why there are no variants in other languages yet. */
  only_vietnamese: z.string().min(1).optional(),
});

/** Front matter of `<language>.md`, such as `rog-Latn.md`. */
export const variantSchema = z.strictObject(inAnyLanguage);

export type VariantFields = z.infer<typeof variantSchema>;

/** A file beside the text: drawn, photographed or recorded by people. */
export interface ContentAsset {
  kind: 'image' | 'audio' | 'video';
  path: string;
  name: string;
  contentType: string;
  sizeBytes: number;
}

/** An item in one language. */
export interface ContentVariant {
  /** BCP 47, e.g. `vi`, `rog-Latn`. */
  language: string;
  title: string;
  points: readonly string[];
  /** The longer text of the public page, Markdown. */
  body: string;
  assets: readonly ContentAsset[];
}

/** One leaflet, poster, clip, recording or article of `content/`. */
export interface ContentItem extends ContentBrief {
  /** Path of its `vi.md`. */
  path: string;
  hotlines: readonly string[];
  drawn: boolean;
  sources: readonly string[];
  validUntil: string | null;
  reviewedOn: string;
  reviewedBy: string;
  onlyVietnamese: string | null;
  vi: ContentVariant;
  /** Variants in other languages, by tag. */
  others: ReadonlyMap<string, ContentVariant>;
}

/** The item in a language, Vietnamese where it has no such variant. */
export function variantIn(item: ContentItem, language: string | null): ContentVariant {
  return (language !== null && item.others.get(language)) || item.vi;
}

/** May be handed out on `today` (`YYYY-MM-DD`). */
export function isValidOn(item: ContentItem, today: string): boolean {
  return item.validUntil === null || today <= item.validUntil;
}
