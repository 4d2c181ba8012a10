import { join } from 'node:path';
import type { Hotlines } from '../../safety/hotline.ts';
import { loadHotlines } from '../hotlines.ts';
import { type ContentItem, isValidOn } from './content-item.ts';
import { checkDrawnPictures, drawnPictures } from './drawn-pictures.ts';
import { loadContentItems } from './load-items.ts';

export interface Material {
  items: ContentItem[];
  hotlines: Hotlines;
}

/**
 * Reads everything that is handed out, and makes sure that drawn pictures show the text they stand for.
 *
 * @throws {Error} with one `file:line: what is wrong` a line.
 */
export function loadMaterial(contentDir: string): Material {
  const hotlines = loadHotlines(join(contentDir, 'hotlines.yaml'));
  const items = loadContentItems(contentDir, { hotlines: hotlines.hotlines.map(({ number }) => number) });
  checkDrawnPictures(drawnPictures(items, hotlines, contentDir), contentDir);
  return { items, hotlines };
}

/** What somebody should look at, though nothing is broken: `today` is `YYYY-MM-DD`. */
export function materialWarnings(
  items: readonly ContentItem[],
  today: string,
): { file: string; message: string }[] {
  return items.flatMap((item) => {
    const messages = [
      isValidOn(item, today) ? null : `was to be handed out until ${item.validUntil}: renew it or remove it`,
      item.reviewedBy === 'draft' ? 'is a draft that nobody has approved yet' : null,
      item.others.size === 0 && item.onlyVietnamese === null
        ? 'has no other language; say why with only_vietnamese'
        : null,
    ];
    return messages.filter((message) => message !== null).map((message) => ({ file: item.path, message }));
  });
}
