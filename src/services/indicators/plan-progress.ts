import { type Indicator, type PlanVersion, planOn } from '../../domain/plan.ts';
import type { LedgerRange, RangeLedgerDeps } from '../ledger/range-ledger.ts';
import type { KnownRange } from '../ledger/range-of.ts';
import { Refused } from '../refused.ts';
import { enteredActual } from './entered-rows.ts';
import { type Actual, fedRows } from './fed-rows.ts';

export interface PlanRow extends Indicator {
  /** Worked out from the reports of the teams. */
  fed: Actual | null;
  /** Sums of what officers entered. */
  entered: Actual | null;
}

/**
 * Days and communes, with the unit that was asked for: what was entered for a province counts where that is asked for by
 * somebody who may see the whole of it.
 */
export type PlanRange = LedgerRange & Partial<Pick<KnownRange, 'unit'>>;

/** The plan that holds at the end of a range, each row with what was done. @throws {Refused} `plan-unknown`. */
export async function planProgress(
  range: PlanRange,
  deps: RangeLedgerDeps,
): Promise<{ plan: PlanVersion; items: PlanRow[] }> {
  const plan = planOn(deps.plan, range.to);
  if (!plan) throw new Refused('plan-unknown');
  const fed = await fedRows(range, deps);
  const { communeIds, unit = null } = range;
  const isWhole = unit?.communes.every(({ id }) => communeIds?.includes(id)) ?? false;
  const unitIds = communeIds && [...communeIds, ...(unit && isWhole ? [unit.asked.id] : [])];
  const items = await Promise.all(
    plan.indicators.map(async (row) => ({
      ...row,
      fed: fed.get(row.code) ?? null,
      entered: await enteredActual(row, range, unitIds, deps.stores),
    })),
  );
  return { plan, items };
}
