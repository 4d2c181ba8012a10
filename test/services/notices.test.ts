import { describe, expect, it } from 'vitest';
import { nextMorningMs, nextPushMs } from '../../src/domain/push-hours.ts';
import { Day, Hour } from '../../src/lib/duration.ts';
import { deliverNotice } from '../../src/services/notices/deliver-notice.ts';
import { giveNotices } from '../../src/services/notices/give-notices.ts';
import { notifyPerson } from '../../src/services/notices/notify-person.ts';
import { openTeamWorld } from '../support/team-world.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (time: string) => Date.parse(`2026-11-23T${time}:00+07:00`);

async function openWorld(more: { optedOut?: boolean } = {}) {
  const world = await openTeamWorld();
  const conversationId = await world.person('p-1', '5001', 'reporter', more);
  let n = 0;
  const notify = (id = `n-${n++}`) =>
    notifyPerson({ id, personId: 'p-1', kind: 'test', text: `Tin ${id}`, button: null }, world.deps);
  const write = () => {
    const place = { group: 7, index: 50, expiresAtMs: world.clock.businessNow() + Hour.ms };
    return giveNotices('p-1', conversationId, place, world.deps);
  };
  const texts = async () =>
    (await world.storage.outbox.list('pending', 20)).items.map(({ lane, part }) => [
      lane,
      part?.kind === 'text' ? part.text : '',
    ]);
  return { ...world, notify, write, texts };
}

describe('the hours of pushes', () => {
  it.each([
    ['06:59', '07:00'],
    ['07:00', '07:00'],
    ['20:29', '20:29'],
  ])('at %s a push may go at %s', (now, then) => {
    expect(nextPushMs(at(now), ZONE)).toBe(at(then));
  });

  it('end at 20:30, until the next morning', () => {
    expect(nextPushMs(at('20:30'), ZONE)).toBe(at('07:00') + Day.ms);
    expect(nextPushMs(at('23:59'), ZONE)).toBe(at('07:00') + Day.ms);
    expect(nextMorningMs(at('06:00'), ZONE)).toBe(at('07:00') + Day.ms);
    expect(nextMorningMs(at('12:00'), ZONE)).toBe(at('07:00') + Day.ms);
  });
});

describe('a notice', () => {
  it('goes out once, however often it is made', async () => {
    const { notify, texts } = await openWorld();
    expect(await notify('same')).toMatchObject({ state: 'queued' });
    expect(await notify('same')).toMatchObject({ state: 'queued' });
    expect(await texts()).toEqual([['broadcast', 'Tin same']]);
  });

  it('waits for tomorrow when today has had its push, and for the week when it has had three', async () => {
    const { notify, clock, deps, channel } = await openWorld();
    channel.windowOpen = true;
    await notify('a');
    expect(await notify('b')).toMatchObject({
      state: 'waiting',
      reason: 'day-full',
      notBeforeMs: at('07:00') + Day.ms,
    });
    clock.advance(Day.ms);
    expect(await deliverNotice('b', deps)).toMatchObject({ state: 'queued' });
    clock.advance(Day.ms);
    expect(await notify('c')).toMatchObject({ state: 'queued' });
    clock.advance(Day.ms);
    expect(await notify('d')).toMatchObject({ state: 'waiting', reason: 'week-full' });
    clock.advance(4 * Day.ms);
    expect(await deliverNotice('d', deps)).toMatchObject({ state: 'queued' });
  });

  it('of the night waits for seven in the morning', async () => {
    const { notify, clock, texts } = await openWorld();
    clock.advance(12 * Hour.ms);
    expect(await notify()).toMatchObject({
      state: 'waiting',
      reason: 'quiet-hours',
      notBeforeMs: at('07:00') + Day.ms,
    });
    expect(await texts()).toEqual([]);
  });

  it('is not pushed to who said "dừng", nor when the window is closed, but given when they next write', async () => {
    const closed = await openWorld();
    closed.channel.windowOpen = false;
    expect(await closed.notify('x')).toMatchObject({ state: 'skipped', reason: 'window-closed' });
    expect(await closed.write()).toBe(1);
    expect(await closed.write()).toBe(0);
    expect(await closed.texts()).toEqual([['reply', 'Tin x']]);

    const stopped = await openWorld({ optedOut: true });
    expect(await stopped.notify('y')).toMatchObject({ state: 'skipped', reason: 'opted-out' });
    expect(await stopped.write()).toBe(1);
  });

  it('that waits because today has had its push is said when they next write, and not pushed again', async () => {
    const { notify, write, texts, clock, deps } = await openWorld();
    await notify('a');
    expect(await notify('b')).toMatchObject({ state: 'waiting', reason: 'day-full' });
    expect(await write()).toBe(1);
    clock.advance(Day.ms);
    expect(await deliverNotice('b', deps)).toMatchObject({ state: 'given' });
    expect(await texts()).toEqual([
      ['broadcast', 'Tin a'],
      ['reply', 'Tin b'],
    ]);
  });

  it('whose window closed in the outbox is given too, one that was sent is not given again', async () => {
    const { notify, write, storage, clock, texts } = await openWorld();
    await notify('a');
    const lane = { conversationId: 'zalo:1001:5001', lane: 'broadcast' } as const;
    const settle = async (change: Parameters<typeof storage.outbox.update>[2]) => {
      const claimed = await storage.outbox.claim(lane, 'w', clock.systemNow(), 1_000, 5);
      if (!claimed?.rows[0]) throw new Error('nothing to settle');
      await storage.outbox.update(claimed.rows[0].id, claimed.fence, change);
      await storage.outbox.release(lane, claimed.fence);
    };
    await settle({ to: 'sent', platformMessageId: 'm', atMs: clock.systemNow() });
    expect(await write()).toBe(0);
    clock.advance(Day.ms);
    await notify('b');
    await settle({ to: 'skipped', reason: 'window-closed', atMs: clock.systemNow() });
    expect(await write()).toBe(1);
    expect(await texts()).toEqual([['reply', 'Tin b']]);
  });

  it('to nobody who can be written to is skipped with its reason', async () => {
    const { deps } = await openWorld();
    const notice = { id: 'z', personId: 'p-unknown', kind: 'test', text: 'Tin', button: null };
    expect(await notifyPerson(notice, deps)).toMatchObject({ state: 'skipped', reason: 'no-conversation' });
  });
});
