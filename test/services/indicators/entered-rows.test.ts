import { expect, it } from 'vitest';
import type { Indicator } from '../../../src/domain/plan.ts';
import { enteredActual } from '../../../src/services/indicators/entered-rows.ts';
import { openTestStores } from '../../support/stores.ts';

const ROW: Indicator = {
  ...{ code: 'D8-1.2.01b', name: 'Truyền thông trên loa', target: 1, unit: 'lần/xã/tháng' },
  ...{ period: 'monthly', start: null, deadline: null, level: 'xã' },
};

const YEAR = { from: '2026-01-01', to: '2026-12-31', communeIds: null };
const QUARTER = { from: '2026-10-01', to: '2026-12-31', communeIds: null };

it('counts a number once that a unit entered for the month and again within the quarter or the year', async () => {
  const { stores } = await openTestStores();
  let entered = 0;
  const enter = async (unitId: string, period: string, numerator: number) => {
    entered += 1;
    const id = `e-${entered}`;
    await stores.indicatorEntries.insertIfAbsent(id, {
      ...{ id, indicator: ROW.code, unitId, period, numerator, denominator: null },
      ...{ evidence: 'Sổ', enteredBy: 'command', atMs: entered, withdrawnAtMs: null },
    });
  };
  const sum = async (range: typeof YEAR) => (await enteredActual(ROW, range, null, stores))?.numerator;

  await enter('c-1', '2026-10', 2);
  await enter('c-1', '2026-11', 3);
  await enter('c-2', '2026-11', 7);
  expect([await sum(QUARTER), await sum(YEAR)]).toEqual([12, 12]);
  await enter('c-1', '2026-Q4', 6);
  expect([await sum(QUARTER), await sum(YEAR)]).toEqual([13, 13]);
  await enter('c-1', '2026', 20);
  expect([await sum(QUARTER), await sum(YEAR)]).toEqual([13, 27]);
});
