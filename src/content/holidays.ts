import { z } from 'zod';
import { isRealDate } from '../domain/calendar.ts';
import type { Holidays } from '../domain/working-days.ts';
import { readYaml, refuseFaults } from './yaml-faults.ts';

const day = z.string().refine(isRealDate, 'must be a day: YYYY-MM-DD');
const name = z.string().min(1);

const holidaysSchema = z.strictObject({
  fixed: z.array(
    // A leap year, so that every day of a year is one.
    z.strictObject({ day: z.string().refine((text) => isRealDate(`2028-${text}`), 'must be MM-DD'), name }),
  ),
  years: z.array(
    z.strictObject({
      year: z.number().int().min(2020),
      /** Where the days were announced. */
      source: z.string().min(1),
      days: z.array(z.strictObject({ date: day, name })).min(1),
    }),
  ),
});

/**
 * Reads `content/holidays.yaml`.
 * @throws {Error} with one `file:line: what is wrong` a line.
 */
export function loadHolidays(path: string): Holidays {
  const file = readYaml(path, holidaysSchema);
  const years = new Map<number, string[]>();
  for (const [n, { year, days }] of (file.data?.years ?? []).entries()) {
    if (years.has(year)) file.fault(['years', n, 'year'], `${year} is listed twice`);
    for (const [d, { date }] of days.entries()) {
      if (!date.startsWith(`${year}-`)) file.fault(['years', n, 'days', d, 'date'], `is not in ${year}`);
    }
    years.set(
      year,
      days.map(({ date }) => date),
    );
  }
  refuseFaults(file.faults);
  return { fixed: (file.data?.fixed ?? []).map((one) => one.day), years };
}
