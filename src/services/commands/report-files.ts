import { z } from 'zod';
import { reportOf } from '../reports/officer-report.ts';
import { markHeard, readReportFile } from '../reports/report-files.ts';
import { command } from './command.ts';
import { typedReportCode } from './typed.ts';

/** One photo or recording of a report, whole. People may be seen and heard there, so the record says who took it out. */
export const reportFile = command({
  name: 'report-file',
  input: z.object({ code: typedReportCode, number: z.number().int().min(1) }),
  audit: ({ code, number }) => ({ action: 'report.file', target: code, change: { number } }),
  async run({ code, number }, deps) {
    const { name, bytes } = await readReportFile(await reportOf(code, deps), number, deps);
    return { name, file: bytes.toString('base64') };
  },
});

/** The recordings of a report do not wait to be heard any longer. */
export const reportHeard = command({
  name: 'report-heard',
  input: z.object({ code: typedReportCode }),
  audit: ({ code }) => ({ action: 'report.heard', target: code }),
  run: async ({ code }, deps) => ({ heard: await markHeard(await reportOf(code, deps), deps.stores) }),
});
