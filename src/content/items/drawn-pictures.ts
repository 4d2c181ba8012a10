import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { hashOf } from '../../lib/ids.ts';
import { parseJson } from '../../lib/json.ts';
import type { Hotlines } from '../../safety/hotline.ts';
import type { ContentItem } from './content-item.ts';
import { hotlineLinesOf } from './hotline-lines.ts';
import { picturePage } from './picture-page.ts';

/** Which page each drawn picture was drawn from: `<path below content/>` → hash. */
export const PICTURES_FILE = 'pictures.json';

const picturesSchema = z.record(z.string(), z.string());

export interface DrawnPicture {
  /** Where the picture lies. */
  path: string;
  /** Its name in {@link PICTURES_FILE}. */
  name: string;
  page: string;
  hash: string;
}

/** Every picture that is drawn from its text, with the page as it should be now. */
export function drawnPictures(
  items: readonly ContentItem[],
  hotlines: Hotlines,
  contentDir: string,
): DrawnPicture[] {
  return items
    .filter(({ drawn }) => drawn)
    .map((item) => {
      const { title, points } = item.vi;
      const page = picturePage({
        title,
        points,
        hotlines: hotlineLinesOf(item, hotlines, 'vi'),
        sources: item.sources,
      });
      const path = join(item.path, '..', 'vi.jpg');
      return { path, name: relative(contentDir, path), page, hash: hashOf(page) };
    });
}

/** @throws {Error} with one `file:line: what is wrong` a line for every picture that no longer shows its text. */
export function checkDrawnPictures(pictures: readonly DrawnPicture[], contentDir: string): void {
  const path = join(contentDir, PICTURES_FILE);
  const parsed = parseJson(existsSync(path) ? readFileSync(path, 'utf8') : '{}');
  const known = picturesSchema.safeParse(parsed.ok ? parsed.value : null);
  if (!known.success) throw new Error(`${path}:1: should map pictures to hashes; run npm run pictures`);
  const stale = pictures.filter(({ name, hash }) => known.data[name] !== hash);
  if (stale.length > 0) {
    throw new Error(
      stale.map((one) => `${one.path}:1: shows an older text; run npm run pictures`).join('\n'),
    );
  }
}
