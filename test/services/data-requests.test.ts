import { describe, expect, it } from 'vitest';
import { dueDaysOf } from '../../src/domain/data-request.ts';
import { addDataRequest } from '../../src/services/data-requests/add-data-request.ts';
import { listDataRequests } from '../../src/services/data-requests/list-data-requests.ts';
import { settleDataRequest } from '../../src/services/data-requests/settle-data-request.ts';
import { openTestStores } from '../support/stores.ts';

const DAY_MS = 86_400_000;

async function openWorld() {
  const context = await openTestStores();
  return { ...context, timeZone: 'Asia/Ho_Chi_Minh' };
}

const today = (world: { clock: { businessNow(): number } }) =>
  new Date(world.clock.businessNow()).toISOString().slice(0, 10);

describe('a request on paper', () => {
  it.each([
    ['see', '2026-11-23', '2026-11-25', '2026-12-03'],
    ['correct', '2026-11-26', '2026-11-30', '2026-12-06'],
    ['withdraw', '2026-11-27', '2026-12-01', '2026-12-12'],
    ['restrict', '2026-11-28', '2026-12-01', '2026-12-13'],
    ['erase', '2026-11-29', '2026-12-01', '2026-12-19'],
  ] as const)('to %s of %s is answered by %s and met by %s', (kind, receivedOn, replyBy, actBy) => {
    expect(dueDaysOf(kind, receivedOn)).toEqual({ replyBy, actBy });
  });

  it('is late when nobody replied, in time after the reply, late again after its last day, and done once closed', async () => {
    const world = await openWorld();
    const asked = { kind: 'erase', reference: '12/CV-M', receivedOn: today(world) } as const;
    const { id } = await addDataRequest(asked, world);
    const late = async () => (await listDataRequests('open', world)).map(({ overdue }) => overdue);
    expect(await late()).toEqual([false]);
    world.clock.advance(6 * DAY_MS);
    expect(await late()).toEqual([true]);
    await settleDataRequest(id, 'reply', world);
    expect(await late()).toEqual([false]);
    world.clock.advance(15 * DAY_MS);
    expect(await late()).toEqual([true]);
    await settleDataRequest(id, 'close', world);
    expect(await late()).toEqual([]);
    expect(await listDataRequests('all', world)).toMatchObject([{ id, overdue: false }]);
  });

  it('is registered once, and refused with a day that has not come', async () => {
    const world = await openWorld();
    const asked = { kind: 'see', reference: '13/CV-M', receivedOn: today(world) } as const;
    await addDataRequest(asked, world);
    await addDataRequest(asked, world);
    expect(await listDataRequests('all', world)).toHaveLength(1);
    await expect(addDataRequest({ ...asked, receivedOn: '2999-01-01' }, world)).rejects.toMatchObject({
      code: 'request-day-invalid',
    });
    await expect(settleDataRequest('dr-none', 'close', world)).rejects.toMatchObject({
      code: 'data-request-unknown',
    });
  });
});
