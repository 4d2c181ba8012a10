import { describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { dueDaysOf } from '../../src/domain/data-request.ts';
import { addDataRequest } from '../../src/services/data-requests/add-data-request.ts';
import { extendDataRequest } from '../../src/services/data-requests/extend-data-request.ts';
import { listDataRequests } from '../../src/services/data-requests/list-data-requests.ts';
import { settleDataRequest } from '../../src/services/data-requests/settle-data-request.ts';
import { openTestStores } from '../support/stores.ts';

const DAY_MS = 86_400_000;
const HOLIDAYS = loadHolidays('content/holidays.yaml');

async function openWorld() {
  const context = await openTestStores();
  return { ...context, timeZone: 'Asia/Ho_Chi_Minh', holidays: HOLIDAYS };
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
    expect(dueDaysOf({ kind, receivedOn }, HOLIDAYS)).toEqual({ replyBy, actBy, holidaysUnknown: [] });
  });

  it.each([
    ['Tết, announced for the year', '2026-02-13', '2026-02-24'],
    ['a day that stands in for one at a weekend', '2026-04-24', '2026-04-29'],
    ['two holidays in a row', '2026-04-29', '2026-05-05'],
    ['a day of the solar year, in whatever year', '2026-09-01', '2026-09-04'],
  ])('is answered after %s', (_, receivedOn, replyBy) => {
    expect(dueDaysOf({ kind: 'see', receivedOn }, HOLIDAYS)).toMatchObject({ replyBy, holidaysUnknown: [] });
  });

  it('of a year whose holidays are not announced yet says so, and is then answered too early rather than too late', () => {
    const asked = { kind: 'see', receivedOn: '2027-02-04' } as const;
    expect(dueDaysOf(asked, HOLIDAYS)).toMatchObject({ replyBy: '2027-02-08', holidaysUnknown: [2027] });
    // 1 May 2027 is a Saturday: Monday stands in for it.
    expect(dueDaysOf({ ...asked, receivedOn: '2027-04-29' }, HOLIDAYS).replyBy).toBe('2027-05-05');
    const known = { ...HOLIDAYS, years: new Map([[2027, ['2027-02-05', '2027-02-08']]]) };
    expect(dueDaysOf(asked, known)).toMatchObject({ replyBy: '2027-02-10', holidaysUnknown: [] });
  });

  it('is put off once, by fifteen days at most, and not once it is closed', async () => {
    const world = await openWorld();
    const { id } = await addDataRequest({ kind: 'erase', reference: '9/M', receivedOn: today(world) }, world);
    const put = (days: number, reason = 'cần tra hồ sơ giấy') =>
      extendDataRequest(id, { days, reason }, world);
    await expect(put(16)).rejects.toMatchObject({ code: 'extension-too-long' });
    await put(15);
    await put(15);
    const [{ actBy } = { actBy: '' }] = await listDataRequests('open', world);
    expect(actBy).toBe(new Date(world.clock.businessNow() + 35 * DAY_MS).toISOString().slice(0, 10));
    await expect(put(5)).rejects.toMatchObject({ code: 'data-request-extended' });
    await settleDataRequest(id, 'close', world);
    await expect(put(15)).rejects.toMatchObject({ code: 'data-request-closed' });
    await expect(extendDataRequest('dr-none', { days: 1, reason: 'x' }, world)).rejects.toMatchObject({
      code: 'data-request-unknown',
    });
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
