import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLexicon } from '../src/content/phrases.ts';
import { type Analysis, analyse } from '../src/vi/analysis.ts';
import { readyReportPoints } from '../src/vi/code-points.ts';
import { PhraseIndex } from '../src/vi/phrase-index.ts';
import { tokenWords } from '../src/vi/tokens.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CORPUS = join(ROOT, 'test/corpus/vi/base');

const lexicon = loadLexicon(join(ROOT, 'content/phrases'));
const index = new PhraseIndex(lexicon);
const words = tokenWords(lexicon, index);

/** The project's own points of subjects and forms. */
export const reportPoints = readyReportPoints(lexicon.themePoints ?? {}, lexicon.formPoints ?? {});

/** A text taken apart with the project's own lexicon. */
export function analysed(text: string): Analysis {
  return analyse(text, words, index);
}

/** The hand-written rows of one kind, before they are varied: `seen`, or `weigh` where they are only for this. */
export function baseRows<T>(set: 'seen' | 'weigh', kind: string): T[] {
  const lines = readFileSync(join(CORPUS, set, `${kind}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => JSON.parse(line) as T);
}

/** Where a table of points stands. */
export function tablePath(file: string): string {
  return join(ROOT, 'content/phrases', file);
}
