/**
 * Grows the hand-written rows of test/corpus/vi/base into the corpora of test/corpus/vi/{seen,unseen} by systematic
 * variation: no accents, Telex and VNI keys, short forms, dialect, hỏi/ngã, NFD. Labels stay what they are.
 *
 *   tsx scripts/grow-corpus.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fold } from '../src/vi/fold.ts';
import { ADDS_WORDS, VARIANTS } from './corpus-variants.ts';
import type { CorpusRow } from './score-kinds.ts';

const CORPUS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test/corpus/vi');
const SETS = ['seen', 'unseen'];
/** Variants of each hand-written row, beside the row itself. */
const VARIANTS_PER_ROW = 4;

function grow(set: string, file: string): void {
  const kind = file.replace('.jsonl', '');
  const lines = readFileSync(join(CORPUS, 'base', set, file), 'utf8')
    .split('\n')
    .filter(Boolean);
  const grown = lines.flatMap((line, at) => rowsOf(kind, JSON.parse(line) as CorpusRow, at));
  writeFileSync(join(CORPUS, set, file), `${grown.map((row) => JSON.stringify(row)).join('\n')}\n`);
}

function rowsOf(kind: string, row: CorpusRow, at: number): CorpusRow[] {
  const rows = [row];
  for (let step = 0; step < VARIANTS.length && rows.length <= VARIANTS_PER_ROW; step++) {
    const variant = VARIANTS[(at + step) % VARIANTS.length];
    if (!variant || !keepsLabel(kind, variant.name, row)) continue;
    const text = variant.write(row.text);
    if (text !== null && rows.every((other) => other.text !== text)) {
      rows.push({
        ...row,
        id: `${row.id}-${variant.name}`,
        text,
        ...(variant.name === 'nfd' ? { nfd: true } : {}),
      });
    }
  }
  return rows;
}

const LOSES_ACCENTS = new Set(['bare', 'half-bare']);
const ONE_WORD_DUNG = 'dung';

/** False where the variation would change what a careful person answers. */
function keepsLabel(kind: string, variant: string, row: CorpusRow): boolean {
  if (ADDS_WORDS.has(variant)) return kind === 'dates' || kind === 'numbers' || kind === 'reports';
  if (!LOSES_ACCENTS.has(variant)) return true;
  if (fold(row.text) === ONE_WORD_DUNG) return false;
  if (kind !== 'names-units') return true;
  const folds = (row.roster ?? []).map(fold);
  return row.expect !== null && new Set(folds).size === folds.length;
}

for (const set of SETS) {
  for (const file of readdirSync(join(CORPUS, 'base', set))) grow(set, file);
}
