import { isShare, planOn } from '../../domain/plan.ts';
import type { IndicatorEntry } from '../../domain/records/indicator-entry.ts';
import { changeRecord } from '../change-record.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';
import { resolveUnit } from '../units/resolve-unit.ts';
import { daysOf } from './entered-rows.ts';
import { FED_CODES } from './fed-rows.ts';

export interface NewEntry {
  indicator: string;
  unit: string;
  period: string;
  numerator: number;
  denominator: number | null;
  evidence: string;
  enteredBy: string;
  effectId: string;
}

type EntryDeps = Pick<OfficerDeps, 'stores' | 'clock' | 'plan'>;

/**
 * Keeps a number for a row of the plan. Done again under the same effect id it finds itself.
 *
 * @throws {Refused} `indicator-unknown` when no plan of that time has the row, `indicator-fed`, `share-needs-both`,
 *   `count-has-no-share`, `unit-unknown` or `unit-ambiguous`.
 */
export async function enterIndicator(asked: NewEntry, deps: EntryDeps): Promise<IndicatorEntry> {
  const { effectId, unit, ...said } = asked;
  const { to } = daysOf(asked.period);
  const row = planOn(deps.plan, to)?.indicators.find(({ code }) => code === asked.indicator);
  if (!row) throw new Refused('indicator-unknown');
  if ((FED_CODES as readonly string[]).includes(row.code)) throw new Refused('indicator-fed');
  const { numerator, denominator } = asked;
  if (isShare(row) && (denominator === null || numerator > denominator))
    throw new Refused('share-needs-both');
  if (!isShare(row) && denominator !== null) throw new Refused('count-has-no-share');
  const resolved = await resolveUnit(unit, to, deps.stores);
  const entry: IndicatorEntry = {
    ...said,
    id: effectId,
    unitId: await unitOfToday(resolved.asked.id, resolved.communes, deps),
    atMs: deps.clock.businessNow(),
    withdrawnAtMs: null,
  };
  if (await deps.stores.indicatorEntries.insertIfAbsent(entry.id, entry)) return entry;
  return (await deps.stores.indicatorEntries.get(entry.id))?.value ?? entry;
}

/** A commune of before July 2025 is written down under its only successor; a province stays as it is. */
async function unitOfToday(
  askedId: string,
  communes: readonly { id: string }[],
  { stores }: EntryDeps,
): Promise<string> {
  const asked = (await stores.units.get(askedId))?.value;
  if (asked?.level !== 'commune' || asked.validTo === null) return askedId;
  const [only, ...more] = communes;
  if (!only || more.length > 0) throw new Refused('unit-ambiguous');
  return only.id;
}

/** Takes an entry back; it stays as history. @throws {Refused} `entry-unknown`. */
export async function withdrawEntry(id: string, deps: EntryDeps): Promise<IndicatorEntry> {
  const stored = await changeRecord(deps.stores.indicatorEntries, id, (old) =>
    old.withdrawnAtMs === null ? { ...old, withdrawnAtMs: deps.clock.businessNow() } : null,
  );
  if (!stored) throw new Refused('entry-unknown');
  return stored.value;
}
