/**
 * Scores the safety check against the labelled corpora: three shares, never mixed, because a missed emergency costs most,
 * then a missed disclosure, then a false alarm.
 * Run by `scripts/score.ts --kind safety`; `--write` puts the table into docs/safety.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSafetyLexicon } from '../src/content/safety-phrases.ts';
import { createSafety } from '../src/safety/create-safety.ts';
import { raisesCard, type Safety, type SafetyContext, type SafetyLevel } from '../src/safety/safety.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CORPORA: Record<string, string> = {
  dev: join(ROOT, '../shared/corpus/dev/safety.jsonl'),
  seen: join(ROOT, 'test/corpus/safety/seen.jsonl'),
  weigh: join(ROOT, 'test/corpus/safety/weigh.jsonl'),
  unseen: join(ROOT, 'test/corpus/safety/unseen.jsonl'),
  fresh: join(ROOT, 'test/corpus/safety/fresh.jsonl'),
  neutral: join(ROOT, 'test/corpus/safety/neutral.jsonl'),
};
/** Corpora whose misses nobody looks at. */
const CLOSED = new Set(['unseen', 'fresh', 'neutral']);
const CONTEXTS: readonly SafetyContext[] = ['free', 'report_step', 'content_request'];
const TABLE = /<!-- score:begin -->[\s\S]*<!-- score:end -->/;

export interface SafetyRow {
  id: string;
  text: string;
  level: SafetyLevel;
  context: SafetyContext;
  also?: SafetyLevel[];
  debatable?: boolean;
}

/** How many of how many. */
export interface Share {
  part: number;
  whole: number;
}

export interface SafetyScore {
  rows: number;
  /** (a) Disclosures and emergencies that raised the card. */
  caught: Share;
  /** (b) Emergencies recognised as such. */
  imminent: Share;
  /** Emergencies that raised nothing: must be none. */
  imminentMissed: number;
  /** (c) Rows without danger that raised the card. */
  falseAlarms: Share;
  byContext: Record<SafetyContext, { caught: Share; falseAlarms: Share }>;
}

/** The safety check over the project's own lexicon. */
export function projectSafety(): Safety {
  return createSafety(loadSafetyLexicon(join(ROOT, 'content/phrases/safety')));
}

/** The labelled rows of a corpus, or none when it is not there. */
export function safetyRows(corpus: string): SafetyRow[] {
  return fileRows(CORPORA[corpus] ?? '');
}

function fileRows(path: string): SafetyRow[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as SafetyRow);
}

/** Counts the three shares; `onMiss` is told of every row that is not right. */
export function scoreSafety(
  rows: readonly SafetyRow[],
  safety: Safety,
  onMiss: (row: SafetyRow, got: SafetyLevel, rules: readonly string[]) => void = () => {},
): SafetyScore {
  const score: SafetyScore = {
    rows: rows.length,
    caught: emptyShare(),
    imminent: emptyShare(),
    imminentMissed: 0,
    falseAlarms: emptyShare(),
    byContext: { free: emptyShares(), report_step: emptyShares(), content_request: emptyShares() },
  };
  for (const row of rows) {
    const { level, rules } = safety.assess(row.text, row.context);
    const allowed = [row.level, ...(row.also ?? [])];
    const right = countRow(row, level, allowed, score);
    if (!right) onMiss(row, level, rules);
  }
  return score;
}

function countRow(row: SafetyRow, level: SafetyLevel, allowed: SafetyLevel[], score: SafetyScore): boolean {
  const raised = raisesCard(level);
  const context = score.byContext[row.context];
  if (row.level === 'none') {
    const falseAlarm = raised && !allowed.includes(level);
    for (const share of [score.falseAlarms, context.falseAlarms]) add(share, falseAlarm);
    return !falseAlarm;
  }
  if (!raisesCard(row.level)) return true;
  const caught = raised || allowed.includes(level);
  for (const share of [score.caught, context.caught]) add(share, caught);
  if (row.level !== 'imminent') return caught;
  const urgent = allowed.includes(level);
  add(score.imminent, urgent);
  if (!caught) score.imminentMissed++;
  return urgent;
}

function emptyShare(): Share {
  return { part: 0, whole: 0 };
}

function emptyShares(): { caught: Share; falseAlarms: Share } {
  return { caught: emptyShare(), falseAlarms: emptyShare() };
}

function add(share: Share, counts: boolean): void {
  share.whole++;
  if (counts) share.part++;
}

/** "97.5 % (78/80)" */
export function shareText({ part, whole }: Share): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} % (${part}/${whole})`;
}

/** A table of the three shares for each corpus, with and without the debatable rows. */
export function safetyTable(corpora: Record<string, readonly SafetyRow[]>, safety: Safety): string {
  const lines = [
    '| corpus | rows | caught (a) | imminent (b) | false alarms (c) | (c) free | (c) report step | (c) content request |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const [name, rows] of Object.entries(corpora)) {
    if (rows.length === 0) continue;
    lines.push(tableLine(name, scoreSafety(rows, safety)));
    const sure = rows.filter((row) => !row.debatable);
    if (sure.length < rows.length) lines.push(tableLine(`${name}, not debatable`, scoreSafety(sure, safety)));
  }
  return lines.join('\n');
}

function tableLine(name: string, score: SafetyScore): string {
  const shares = [score.caught, score.imminent, score.falseAlarms];
  const byContext = CONTEXTS.map((context) => score.byContext[context].falseAlarms);
  return `| ${[name, score.rows, ...[...shares, ...byContext].map(shareText)].join(' | ')} |`;
}

export interface SafetyReportOptions {
  set?: string | undefined;
  file?: string | undefined;
  misses?: boolean | undefined;
  write?: boolean | undefined;
}

/** The table for the chosen corpora; prints misses and writes docs/safety.md when asked to. */
export function safetyReport(options: SafetyReportOptions): string {
  const safety = projectSafety();
  const names = Object.keys(CORPORA).filter((name) => !options.set || name === options.set);
  const corpora = options.file
    ? { file: fileRows(options.file) }
    : Object.fromEntries(names.map((name) => [name, safetyRows(name)]));
  for (const [name, rows] of Object.entries(corpora)) {
    if (options.misses && !CLOSED.has(name)) scoreSafety(rows, safety, showMiss);
  }
  const table = safetyTable(corpora, safety);
  if (options.write) writeTable(table);
  return table;
}

function showMiss(row: SafetyRow, got: SafetyLevel, rules: readonly string[]): void {
  console.log(
    `${row.id} ${row.context} ${row.level} → ${got} ${JSON.stringify(row.text)} ${rules.join(' ')}`,
  );
}

function writeTable(table: string): void {
  const path = join(ROOT, 'docs/safety.md');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(TABLE, `<!-- score:begin -->\n${table}\n<!-- score:end -->`));
}
