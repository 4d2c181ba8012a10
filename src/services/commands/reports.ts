import { z } from 'zod';
import { EXPORT_KINDS, exportFile } from '../exports/export-file.ts';
import { rangeOf } from '../ledger/range-of.ts';
import { officerReport } from '../reports/officer-report.ts';
import { command } from './command.ts';
import { typedRange, typedReason, typedReportCode } from './typed.ts';

/** An officer's verdict on a report. */
export const reportJudge = command({
  name: 'report-judge',
  input: z.object({
    verb: z.enum(['confirm', 'return', 'reopen']),
    code: typedReportCode,
    reason: typedReason.nullable(),
  }),
  audit: ({ verb, code }) => ({ action: `report.${verb}`, target: code }),
  async run({ verb, code, reason }, deps) {
    const verdict = { code, reason, by: deps.actor, effectId: `command:${deps.ids.next()}` };
    const { status } = await officerReport(verb, verdict, deps);
    return { code, status };
  },
});

/** A file of sessions or of the ledger, whole. */
export const exportMake = command({
  name: 'export-make',
  input: z.object({
    kind: z.enum(EXPORT_KINDS),
    format: z.enum(['csv', 'xlsx']),
    ...typedRange,
  }),
  audit: null,
  async run({ kind, format, ...asked }, deps) {
    const range = await rangeOf(asked, null, deps.stores);
    const { chunks } = await exportFile(kind, format, range, deps);
    const parts: Buffer[] = [];
    for await (const chunk of chunks) parts.push(Buffer.from(chunk));
    return { file: Buffer.concat(parts).toString('base64'), from: range.from, to: range.to };
  },
});
