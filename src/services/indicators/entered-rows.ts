import { daysOfPeriod, isOfThisCentury, isPeriod } from '../../domain/calendar.ts';
import type { Indicator } from '../../domain/plan.ts';
import type { IndicatorEntry } from '../../domain/records/indicator-entry.ts';
import { allRecords } from '../change-record.ts';
import type { LedgerRange } from '../ledger/range-ledger.ts';
import type { Stores } from '../stores.ts';
import type { Actual } from './fed-rows.ts';

/** True for a year, quarter or month: what an entry is for. */
export function isEntryPeriod(text: string): boolean {
  return (/^\d{4}$/.test(text) && isOfThisCentury(text)) || isPeriod(text);
}

/** First and last day of a year, quarter or month. */
export function daysOf(period: string): { from: string; to: string } {
  return isPeriod(period) ? daysOfPeriod(period) : { from: `${period}-01-01`, to: `${period}-12-31` };
}

/**
 * The sums of what was entered for one row: entries whose period lies inside the range; for a row that is fulfilled once,
 * everything until its end. A unit's number for a year or quarter stands for what it entered for shorter periods inside.
 * Null when nothing was entered.
 *
 * @param unitIds - Units whose entries count; null for all.
 */
export async function enteredActual(
  indicator: Indicator,
  { from, to }: LedgerRange,
  unitIds: readonly string[] | null,
  stores: Pick<Stores, 'indicatorEntries'>,
): Promise<Actual | null> {
  const standing = new Map<string, IndicatorEntry>();
  const query = { index: 'byIndicator', equals: [indicator.code] };
  // In the order of unit, period and time: the newest of each comes last.
  for await (const { value } of allRecords(stores.indicatorEntries, query)) {
    const days = daysOf(value.period);
    const inRange = days.to <= to && (indicator.period === 'once' || days.from >= from);
    if (!inRange || value.withdrawnAtMs !== null || !(unitIds?.includes(value.unitId) ?? true)) continue;
    standing.set(`${value.unitId} ${value.period}`, value);
  }
  const newest = [...standing.values()];
  const entries = newest.filter((entry) => !newest.some((other) => isPartOf(entry, other)));
  if (entries.length === 0) return null;
  const denominators = entries.flatMap(({ denominator }) => denominator ?? []);
  return {
    numerator: entries.reduce((sum, { numerator }) => sum + numerator, 0),
    denominator: denominators.length === 0 ? null : denominators.reduce((sum, value) => sum + value, 0),
    evidence: entries.map(({ id }) => id),
  };
}

/** The same unit has also said the number of a longer period around this one: adding both would count it twice. */
function isPartOf(entry: IndicatorEntry, other: IndicatorEntry): boolean {
  if (entry.unitId !== other.unitId || entry.period === other.period) return false;
  const [inner, outer] = [daysOf(entry.period), daysOf(other.period)];
  return outer.from <= inner.from && inner.to <= outer.to;
}
