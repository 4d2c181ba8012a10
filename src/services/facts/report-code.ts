import { reportCode } from '../../domain/report-code.ts';
import type { LoadFact } from './fact-context.ts';

/** Reserves the next report code, `BC-0412`. Gaps are allowed, doubles are not. */
export const loadReportCode: LoadFact<'report-code'> = async (_request, context, deps) => {
  const number = await deps.sequences.reserve('report-code', context.eventKey);
  return reportCode(number);
};
