import type { PlanRange } from '../indicators/plan-progress.ts';
import type { RangeLedgerDeps } from '../ledger/range-ledger.ts';
import { csvOf } from './csv.ts';
import { ledgerTable } from './ledger-table.ts';
import { planTable } from './plan-table.ts';
import { sessionsTable } from './sessions-table.ts';
import type { Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

export const EXPORT_KINDS = ['sessions', 'ledger', 'plan'] as const;

export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_FORMATS = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const NAMES: Record<ExportKind, { file: string; sheet: string }> = {
  sessions: { file: 'bao-cao', sheet: 'Báo cáo' },
  ledger: { file: 'so-theo-doi', sheet: 'Sổ theo dõi' },
  plan: { file: 'chi-tieu', sheet: 'Chỉ tiêu kế hoạch' },
};

const TABLES: Record<ExportKind, (range: PlanRange, deps: RangeLedgerDeps) => Promise<Table<unknown>>> = {
  sessions: sessionsTable,
  ledger: ledgerTable,
  plan: planTable,
};

export type ExportFormat = keyof typeof EXPORT_FORMATS;

export interface ExportFile {
  name: string;
  contentType: string;
  chunks: AsyncIterable<string | Uint8Array>;
}

/**
 * Makes an export of a range of days.
 *
 * @throws {Refused} `export-too-large` for XLSX beyond its limit, `plan-unknown`.
 */
export async function exportFile(
  kind: ExportKind,
  format: ExportFormat,
  range: PlanRange,
  deps: RangeLedgerDeps,
): Promise<ExportFile> {
  const table = await TABLES[kind](range, deps);
  const { file, sheet } = NAMES[kind];
  return {
    name: `${file}-${range.from}-${range.to}.${format}`,
    contentType: EXPORT_FORMATS[format],
    chunks: await chunksOf(table, format, sheet),
  };
}

async function chunksOf(table: Table<unknown>, format: ExportFormat, sheet: string) {
  if (format === 'csv') return csvOf(table);
  // Made before the answer begins, so that a refusal can still be told.
  const bytes = await xlsxOf(table, sheet);
  return (async function* () {
    yield bytes;
  })();
}
