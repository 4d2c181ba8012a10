import { z } from 'zod';
import { enterIndicator, withdrawEntry } from '../indicators/enter-indicator.ts';
import { planProgress } from '../indicators/plan-progress.ts';
import { count, line } from '../input-fields.ts';
import { rangeOf } from '../ledger/range-of.ts';
import { runningPeriod } from '../ledger/running-period.ts';
import type { Stores } from '../stores.ts';
import { command } from './command.ts';
import { typedEntryPeriod, typedIndicator, typedRange } from './typed.ts';

/** Entries shown at once; older ones are asked for by their row. */
const MAX_ENTRIES = 200;

export const indicatorList = command({
  name: 'indicator-list',
  input: z.object(typedRange),
  audit: null,
  async run(asked, deps) {
    // Without days it is the running period that is meant.
    const isOpen = !asked.period && !asked.from && !asked.to;
    const range = isOpen ? { ...asked, period: runningPeriod(deps) } : asked;
    const { plan, items } = await planProgress(await rangeOf(range, null, deps.stores), deps);
    return { title: plan.title, confirmation: plan.confirmation, rows: items };
  },
});

export const indicatorEntries = command({
  name: 'indicator-entries',
  input: z.object({ indicator: typedIndicator.nullable() }),
  audit: null,
  async run({ indicator }, { stores }) {
    const equals = indicator === null ? [] : [indicator];
    const page = await stores.indicatorEntries.find({ index: 'byIndicator', equals, limit: MAX_ENTRIES });
    return { entries: await Promise.all(page.items.map(({ value }) => withUnitName(value, stores))) };
  },
});

/** People know a unit by its name. */
async function withUnitName<T extends { unitId: string }>(entry: T, stores: Pick<Stores, 'units'>) {
  const unit = await stores.units.get(entry.unitId);
  return { ...entry, unitName: unit?.value.name ?? entry.unitId };
}

export const indicatorEnter = command({
  name: 'indicator-enter',
  input: z.object({
    indicator: typedIndicator,
    unit: z.string().max(100),
    period: typedEntryPeriod,
    numerator: count,
    denominator: count.nullable(),
    evidence: line(500),
  }),
  audit: ({ indicator, unit, period, numerator, denominator }) => ({
    action: 'indicator.enter',
    target: indicator,
    change: { unit, period, numerator, denominator },
  }),
  async run(entry, deps) {
    const effectId = `command:${deps.ids.next()}`;
    return withUnitName(
      await enterIndicator({ ...entry, enteredBy: deps.actor, effectId }, deps),
      deps.stores,
    );
  },
});

export const indicatorWithdraw = command({
  name: 'indicator-withdraw',
  input: z.object({ id: z.string() }),
  audit: ({ id }) => ({ action: 'indicator.withdraw', target: id }),
  run: ({ id }, deps) => withdrawEntry(id, deps),
});
