import { join } from 'node:path';
import { loadMaterial } from '../content/items/check-material.ts';
import type { ContentItem } from '../content/items/content-item.ts';
import { loadSafetyLexicon } from '../content/safety-phrases.ts';
import { onceEach } from '../lib/once-each.ts';
import { createSafety } from '../safety/create-safety.ts';
import type { Hotlines } from '../safety/hotline.ts';
import type { Safety } from '../safety/safety.ts';

/** What every process knows from the project folder: what is said in danger, and what the public pages show. */
export interface Knowledge {
  safety: Safety;
  /** Leaflets and other material, for the public pages. */
  material: readonly ContentItem[];
  hotlines: Hotlines;
}

/**
 * Reads it once a process.
 *
 * @param root - The project folder: `flows/` and `content/` lie in it.
 * @throws {Error} with `file:line: message` lines when the data is faulty.
 */
export const loadKnowledge = onceEach((root: string): Knowledge => {
  const { items: material, hotlines } = loadMaterial(join(root, 'content'));
  const lexicon = loadSafetyLexicon(join(root, 'content/phrases/safety'));
  return { material, hotlines, safety: createSafety(lexicon) };
});
