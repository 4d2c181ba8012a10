import { fileURLToPath } from 'node:url';
import { loadLexicon } from '../../src/content/phrases.ts';
import { createVi } from '../../src/vi/create-vi.ts';
import type { LocalNow, Vi } from '../../src/vi/vi.ts';

/** The reader over the project's own lexicon. */
export const vi: Vi = createVi(loadLexicon(fileURLToPath(new URL('../../content/phrases', import.meta.url))));

/** Monday, 23 November 2026, nine in the morning. */
export const MONDAY: LocalNow = { date: '2026-11-23', time: '09:00' };
