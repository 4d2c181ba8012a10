import type { LoadFact } from './fact-context.ts';

/** Digits of a report code; it grows when they run out. */
const CODE_DIGITS = 4;

/** Reserves the next report code, `BC-0412`. Gaps are allowed, doubles are not. */
export const loadReportCode: LoadFact<'report-code'> = async (_request, context, deps) => {
  const number = await deps.sequences.reserve('report-code', context.eventKey);
  return `BC-${String(number).padStart(CODE_DIGITS, '0')}`;
};
