import { z } from 'zod';
import type { Scope } from '../../../domain/scopes.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportKind,
  exportFile,
} from '../../../services/exports/export-file.ts';
import { rangeFields } from '../../../services/input-fields.ts';
import { rangeOf } from '../../../services/ledger/range-of.ts';
import { fileRoute } from '../route.ts';

const params = z.object({ format: z.enum(Object.keys(EXPORT_FORMATS) as [ExportFormat, ...ExportFormat[]]) });

function exportRoute(kind: ExportKind, scope: Scope, summary: string) {
  return fileRoute({
    path: `/exports/${kind}.:format`,
    scope,
    summary,
    params,
    query: z.object(rangeFields),
    file: Object.values(EXPORT_FORMATS),
    async handle({ params: { format }, query }, caller, deps) {
      const range = await rangeOf(query, caller.communeIds, deps.stores);
      return exportFile(kind, format, range, deps);
    },
  });
}

export const exportSessions = exportRoute(
  'sessions',
  'read:sessions',
  'Sessions of a range as CSV (UTF-8 with BOM) or XLSX, one line each, without anybody’s name',
);

export const exportLedger = exportRoute(
  'ledger',
  'read:quarters',
  'The ledger of a range as CSV (UTF-8 with BOM) or XLSX: one line a team and the sums',
);

export const exportPlan = exportRoute(
  'plan',
  'read:indicators',
  'The plan of a range as CSV (UTF-8 with BOM) or XLSX: one line a row with what was asked for and done',
);
