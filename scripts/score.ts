/**
 * Scores the understanding of Vietnamese against the labelled corpora.
 *
 *   tsx scripts/score.ts [--kind dates] [--set seen] [--file rows.jsonl] [--misses] [--write]
 *
 * `--misses` prints every row that was read wrongly (never for unseen texts, so that no rule is written for one);
 * `--write` puts the whole table into docs/understanding.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadLexicon } from '../src/content/phrases.ts';
import type { Readers, UnderstandKind } from '../src/services/understand.ts';
import { createVi } from '../src/vi/create-vi.ts';
import { type CorpusRow, JUDGES, type RowScore, scoreRow } from './score-kinds.ts';
import { projectSafety, safetyReport } from './score-safety.ts';
import { withUsage } from './with-usage.ts';

const USAGE = 'npm run score -- [--kind dates] [--set seen] [--file rows.jsonl] [--misses] [--write]';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CORPORA: Record<string, string> = {
  dev: join(ROOT, '../shared/corpus/dev'),
  seen: join(ROOT, 'test/corpus/vi/seen'),
  unseen: join(ROOT, 'test/corpus/vi/unseen'),
  fresh: join(ROOT, 'test/corpus/vi/fresh'),
};
/** Corpora whose misses nobody looks at. */
const CLOSED = new Set(['unseen', 'fresh']);
const TABLE = /<!-- score:begin -->[\s\S]*<!-- score:end -->/;

export interface Tally {
  rows: number;
  right: number;
  units: number;
  wrong: number;
  missing: number;
}

/** The readers over the project's own lexicon. */
export function projectReaders(): Readers {
  const vi = createVi(loadLexicon(join(ROOT, 'content/phrases')));
  return { vi, safety: projectSafety(), now: { date: '2026-11-23', time: '09:00' } };
}

/** The labelled rows of one kind in one corpus, or none when the corpus is not there. */
export function corpusRows(corpus: string, kind: UnderstandKind): CorpusRow[] {
  const dir = CORPORA[corpus];
  return dir ? fileRows(join(dir, `${kind}.jsonl`)) : [];
}

function fileRows(path: string): CorpusRow[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as CorpusRow);
}

/** Adds up the scores of rows; `onMiss` is told of every row that is not right. */
export function tally(
  kind: UnderstandKind,
  rows: readonly CorpusRow[],
  readers: Readers,
  onMiss: (row: CorpusRow, score: RowScore) => void = () => {},
): Tally {
  const sum: Tally = { rows: 0, right: 0, units: 0, wrong: 0, missing: 0 };
  for (const row of rows) {
    const score = scoreRow(kind, row, readers);
    sum.rows++;
    sum.units += score.units;
    sum.wrong += score.wrong;
    sum.missing += score.missing;
    if (score.right) sum.right++;
    else onMiss(row, score);
  }
  return sum;
}

/** "97.5 %" */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

function tableLine(
  kind: string,
  corpus: string,
  rows: readonly CorpusRow[],
  readers: Readers,
  misses: boolean,
): string {
  const show = misses && !CLOSED.has(corpus) ? showMiss : undefined;
  const all = tally(kind as UnderstandKind, rows, readers, show);
  const sure = tally(
    kind as UnderstandKind,
    rows.filter((row) => !row.debatable),
    readers,
  );
  const fields = all.units === all.rows ? '' : percent(all.units - all.wrong - all.missing, all.units);
  const cells = [
    kind,
    corpus,
    all.rows,
    percent(all.right, all.rows),
    percent(sure.right, sure.rows),
    fields,
    all.wrong,
    all.missing,
  ];
  return `| ${cells.join(' | ')} |`;
}

function showMiss(row: CorpusRow, score: RowScore): void {
  console.log(
    `${row.id} ${JSON.stringify(row.text)}${row.question ? ` [${row.question}]` : ''}\n    ${score.detail}`,
  );
}

function main(): void {
  const { values } = withUsage(USAGE, () =>
    parseArgs({
      options: {
        kind: { type: 'string' },
        set: { type: 'string' },
        file: { type: 'string' },
        misses: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    }),
  );
  if (values.write && (values.kind || values.set || values.file)) {
    console.error('--write puts the whole table: leave --kind, --set and --file out');
    process.exitCode = 1;
    return;
  }
  const readers = projectReaders();
  const kinds = Object.keys(JUDGES).filter(
    (kind) => !values.kind || kind === values.kind,
  ) as UnderstandKind[];
  const lines = [
    '| kind | corpus | rows | right | without debatable | fields right | wrong | missing |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const kind of kinds) {
    const sets = values.file
      ? ['file']
      : Object.keys(CORPORA).filter((name) => !values.set || name === values.set);
    for (const set of sets) {
      const rows = values.file ? fileRows(values.file) : corpusRows(set, kind);
      if (rows.length > 0) lines.push(tableLine(kind, set, rows, readers, values.misses));
    }
  }
  const table = lines.join('\n');
  if (kinds.length > 0) console.log(table);
  if (!values.kind || values.kind === 'safety') console.log(safetyReport(values));
  if (values.write) writeTable(table);
}

function writeTable(table: string): void {
  const path = join(ROOT, 'docs/understanding.md');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(TABLE, `<!-- score:begin -->\n${table}\n<!-- score:end -->`));
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) main();
