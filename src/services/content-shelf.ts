import { readFile } from 'node:fs/promises';
import {
  type ContentItem,
  type ContentVariant,
  isValidOn,
  variantIn,
} from '../content/items/content-item.ts';
import { hotlineLinesOf } from '../content/items/hotline-lines.ts';
import { CONTENT_KINDS, type ContentShelf } from '../domain/content-item.ts';
import type { Media } from '../domain/message.ts';
import { underUrl } from '../lib/under-url.ts';
import type { Hotlines } from '../safety/hotline.ts';
import type { Blobs } from '../storage/storage.ts';

export interface ContentShelfDeps {
  hotlines: Hotlines;
  blobs: Blobs;
  /** Where the public pages are; null when this server has no address of its own. */
  publicUrl: string | null;
}

/** Public page of an item, below `PUBLIC_URL`. */
export function pageOfItem(slug: string): string {
  return `/c/${slug}`;
}

/**
 * Makes the items ready to be handed out: their files are kept as blobs, so that whichever process sends them later has
 * them, also after an upgrade.
 */
export async function openContentShelf(
  items: readonly ContentItem[],
  deps: ContentShelfDeps,
): Promise<ContentShelf> {
  const media = new Map<ContentVariant, Media[]>();
  for (const item of items) {
    for (const variant of [item.vi, ...item.others.values()])
      media.set(variant, await mediaOf(item, variant, deps.blobs));
  }
  const bySlug = new Map(items.map((item) => [item.slug, item]));
  return {
    items: (today) =>
      items
        .filter((item) => isValidOn(item, today))
        .map(({ slug, kind, title, themes }) => ({ slug, kind, title, themes })),
    message(slug, language, today) {
      const item = bySlug.get(slug);
      if (!item || !isValidOn(item, today)) return null;
      const variant = variantIn(item, language);
      return { text: textOf(item, variant, deps), media: media.get(variant) ?? [] };
    },
  };
}

/** All that matters in a few lines, for whoever cannot load the picture or gets it forwarded. */
function textOf(
  item: ContentItem,
  variant: ContentVariant,
  { hotlines, publicUrl }: ContentShelfDeps,
): string {
  const more = publicUrl === null ? [] : [`Xem thêm: ${underUrl(publicUrl, pageOfItem(item.slug))}`];
  return [
    `${CONTENT_KINDS[item.kind].title}: ${variant.title}`,
    ...variant.points.map((point) => `• ${point}`),
    ...hotlineLinesOf(item, hotlines, variant.language),
    ...more,
  ].join('\n');
}

async function mediaOf(item: ContentItem, variant: ContentVariant, blobs: Blobs): Promise<Media[]> {
  const media: Media[] = [];
  for (const { kind, path, name, contentType, sizeBytes } of variant.assets) {
    media.push({
      kind,
      sha256: await blobs.put(await readFile(path)),
      contentType,
      name: `${item.slug}-${name}`,
      sizeBytes,
      alt: variant.title,
      publicPath: `${pageOfItem(item.slug)}/${name}`,
    });
  }
  return media;
}
