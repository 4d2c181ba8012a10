/** The texts from which the points of the safety check are worked out. No unseen one is among them. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SafetyContext } from '../src/safety/safety.ts';
import { fold } from '../src/vi/fold.ts';
import { ownRows } from './own-texts.ts';
import { framedRows } from './safety-frames.ts';
import { neutralRows } from './safety-neutral.ts';
import { type SafetyRow, safetyRows } from './score-safety.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What people answer inside a form and ask for: corpora of the other readers, none of it a call for help. */
const TRADE = ['reports', 'numbers', 'dates', 'yesno', 'names-units', 'commands'];
const TRADE_CONTEXTS: readonly SafetyContext[] = ['report_step', 'free'];

const COURTESIES: readonly ((text: string) => string)[] = [
  (text) => `${text} nha chị`,
  (text) => `dạ ${text} ạ`,
  (text) => `chị ơi ${text} nhé`,
];

/** A row to learn from. */
export interface Lesson extends SafetyRow {
  /** No rule was made with it. */
  unruled?: boolean;
}

/**
 * What people say, with danger and without it.
 * @param seen - Rows with which rules were made.
 * @param unruled - Rows with which none was.
 */
export function talkRows(seen: readonly SafetyRow[], unruled: readonly SafetyRow[]): Lesson[] {
  return bothWays([
    ...politely([...seen, ...safetyRows('dev')]),
    ...politely(unruled.map((row) => ({ ...row, unruled: true }))),
    ...framedRows(),
    // Twice: names and verse are few among so many calls for help.
    ...neutralRows(),
    ...neutralRows(),
    ...ownRows(),
  ]);
}

/** What people answer inside a form and ask for, as it is said there and anywhere. */
export function tradeRows(): Lesson[] {
  return TRADE.flatMap((kind) => {
    const lines = readFileSync(join(ROOT, `test/corpus/vi/seen/${kind}.jsonl`), 'utf8').split('\n');
    const rows = lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; text: string });
    return rows.flatMap(({ id, text }) =>
      TRADE_CONTEXTS.map((context) => ({ id, text, context, level: 'none' as const })),
    );
  });
}

/** Each row as it is and without its accents, because half of the people write so. */
function bothWays(rows: readonly Lesson[]): Lesson[] {
  return [...rows, ...rows.map((row) => ({ ...row, text: fold(row.text) }))];
}

/** Every third row once more as it is said to somebody respected: courtesy speaks neither for danger nor against it. */
function politely(rows: readonly Lesson[]): Lesson[] {
  return rows.flatMap((row, n) => {
    const polite = n % 3 === 0 ? COURTESIES[(n / 3) % COURTESIES.length] : undefined;
    return polite ? [row, { ...row, text: polite(row.text) }] : [row];
  });
}
