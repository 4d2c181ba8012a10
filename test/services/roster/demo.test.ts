import { expect, it } from 'vitest';
import { loadDemo, removeDemo } from '../../../src/services/roster/demo.ts';
import { openTestStores } from '../../support/stores.ts';

it('loads 77 invented teams once and takes all of them away again', async () => {
  const context = await openTestStores();
  const unitsBefore = await context.stores.units.count({ index: 'id' });
  await loadDemo(context);
  expect(await context.stores.teams.count({ index: 'id' })).toBe(77);
  expect(await context.stores.members.count({ index: 'id' })).toBe(77 * 7);
  expect(await loadDemo(context)).toMatchObject({ created: 0, updated: 0 });
  expect(await removeDemo(context.stores)).toBe(77);
  for (const records of [
    context.stores.teams,
    context.stores.members,
    context.stores.joinCodes,
    context.stores.officers,
  ]) {
    expect(await records.count({ index: 'id' })).toBe(0);
  }
  expect(await context.stores.units.count({ index: 'id' })).toBe(unitsBefore);
});
