import { z } from 'zod';
import { reportCodeOf } from '../../domain/report-code.ts';
import { isEntryPeriod } from '../indicators/entered-rows.ts';
import { day, ENTRY_PERIOD_EXAMPLE, line, rangeFields, teamId } from '../input-fields.ts';

/** `23/11/2026`, as people write a day by hand. */
const WRITTEN_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** A day as people type it, `2026-11-23` or `23/11/2026`. */
export const typedDay = z
  .string()
  .transform((text) => {
    const [, dayOfMonth = '', month = '', year = ''] = WRITTEN_DAY.exec(text.trim()) ?? [];
    return year === '' ? text.trim() : `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  })
  .pipe(day);

const upper = z.string().transform((text) => text.trim().toUpperCase());

/** The code of a team that must be there: whether it is, only the store can say. */
export const typedTeamId = upper;

/** The code of a team that is to be made or named for good. */
export const newTeamId = upper.pipe(teamId);

/** `BC-0412`, also typed as `bc412`. */
export const typedReportCode = z.string().transform(reportCodeOf);

/** `D8-1.2.02a`, the code of a row of the plan, in letters of any size. */
export const typedIndicator = z.string().transform((text) => text.trim().toLowerCase().replace(/^d8/, 'D8'));

/** What an officer tells somebody in the chat; never nothing. */
export const typedReason = line(300);

/** Days and unit of a question about the ledger, as people type them. */
export const typedRange = {
  period: upper.pipe(rangeFields.period.unwrap()).optional(),
  from: typedDay.optional(),
  to: typedDay.optional(),
  unit: rangeFields.unit,
};

/** The year, quarter or month that a number is entered for. */
export const typedEntryPeriod = upper.pipe(z.string().refine(isEntryPeriod, ENTRY_PERIOD_EXAMPLE));
