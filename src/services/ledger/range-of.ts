import { daysOfPeriod, isPeriod } from '../../domain/calendar.ts';
import type { Unit } from '../../domain/records/unit.ts';
import { Refused } from '../refused.ts';
import type { Stores } from '../stores.ts';
import { resolveUnit } from '../units/resolve-unit.ts';
import type { LedgerRange } from './range-ledger.ts';

export interface AskedRange {
  /** A period instead of days. */
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Id, code or name, old or new. */
  unit?: string | undefined;
}

export interface KnownRange extends LedgerRange {
  /** The unit that was asked for, perhaps one of before 1 July 2025, and the communes that stand for it. */
  unit: { asked: Unit; communes: Unit[] } | null;
}

/**
 * Days and communes of a question.
 *
 * @param allowed - Communes that the asker may see; null for all.
 * @throws {Refused} `range-invalid`, `unit-unknown` (also for what the asker may not see) or `unit-ambiguous`.
 */
export async function rangeOf(
  asked: AskedRange,
  allowed: readonly string[] | null,
  stores: Pick<Stores, 'units'>,
): Promise<KnownRange> {
  const isDays = asked.from !== undefined || asked.to !== undefined;
  if (asked.period !== undefined && (isDays || !isPeriod(asked.period))) throw new Refused('range-invalid');
  const { from, to } = asked.period === undefined ? asked : daysOfPeriod(asked.period);
  if (!from || !to || from > to) throw new Refused('range-invalid');
  if (asked.unit === undefined) return { from, to, communeIds: allowed, unit: null };
  const unit = await resolveUnit(asked.unit, to, stores);
  const wanted = unit.communes.map(({ id }) => id);
  const communeIds = allowed ? wanted.filter((id) => allowed.includes(id)) : wanted;
  if (communeIds.length === 0) throw new Refused('unit-unknown');
  return { from, to, communeIds, unit };
}
