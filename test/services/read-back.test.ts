import { describe, expect, it } from 'vitest';
import type { HistoryReader } from '../../src/channels/channel.ts';
import { SendError } from '../../src/channels/send-error.ts';
import type { ParsedEvent } from '../../src/domain/activity.ts';
import { JournalUnavailable } from '../../src/journal/journal.ts';
import { Day, Hour, Minute } from '../../src/lib/duration.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { untoldProbe } from '../../src/services/alerts/silence-probe.ts';
import { createChannelActivity } from '../../src/services/channel-activity.ts';
import { createReadBack } from '../../src/services/read-back.ts';
import { acceptedEvent, NOW_MS } from '../support/events.ts';
import { openTestStores } from '../support/stores.ts';

const never = new AbortController().signal;

async function openReadBack() {
  const { clock, stores } = await openTestStores();
  const channels = new Map([['zalo' as const, { accountId: '1001' }]]);
  const open = () => createChannelActivity(channels, stores.channelActivity, clock);
  const activity = open();
  const asked: number[] = [];
  const accepted: string[] = [];
  const world = {
    history: [] as ParsedEvent[],
    failure: null as Error | null,
    refusal: null as Error | null,
  };
  const reader: HistoryReader = {
    async *readBack(sinceMs) {
      asked.push(sinceMs);
      if (world.failure) throw world.failure;
      yield world.history;
    },
  };
  const readBackOver = (over: ReturnType<typeof open>) =>
    createReadBack({
      readers: new Map([['zalo' as const, reader]]),
      activity: over,
      async accept(_channel, parsed) {
        if (world.refusal) throw world.refusal;
        accepted.push(...parsed.map((item) => (item.outcome === 'event' ? item.event.key : item.reason)));
        return parsed.length;
      },
      clock,
      logger: silentLogger(),
    });
  return { clock, activity, asked, accepted, world, open, readBackOver, readBack: readBackOver(activity) };
}

const missedMessage = (atMs: number): ParsedEvent => ({
  outcome: 'event',
  event: acceptedEvent('m', 'alo', { platformTimeMs: atMs }),
});

describe('after a start', () => {
  it('an account that has never heard anything is not read back', async () => {
    const { activity, readBack, asked } = await openReadBack();
    await activity.missed('zalo');
    await readBack.run(never);
    expect(asked).toEqual([]);
  });

  it('everything since the last webhook before it is read back, once', async () => {
    const { clock, activity, open, readBackOver, world, asked, accepted } = await openReadBack();
    activity.noted('zalo');
    await activity.flush();
    clock.advance(3 * Hour.ms);
    world.history = [missedMessage(NOW_MS + Hour.ms)];
    const later = open();
    await later.missed('zalo');
    later.noted('zalo');
    const readBack = readBackOver(later);
    await readBack.run(never);
    await readBack.run(never);
    expect(asked).toEqual([NOW_MS - 10 * Minute.ms]);
    expect(accepted).toHaveLength(1);
  });

  it('a long sleep is read back for a week at most', async () => {
    const { clock, activity, open, readBackOver, asked } = await openReadBack();
    activity.noted('zalo');
    await activity.flush();
    clock.advance(40 * Day.ms);
    const later = open();
    await later.missed('zalo');
    await readBackOver(later).run(never);
    expect(asked).toEqual([NOW_MS + 33 * Day.ms]);
  });

  it.each([
    ['a platform that refuses', 'failure', new SendError('unreachable')],
    ['a journal that cannot be written', 'refusal', new JournalUnavailable('disk-full')],
  ] as const)('%s leaves it to the next time, also over another restart', async (_, what, error) => {
    const { clock, activity, open, readBackOver, world, asked, accepted } = await openReadBack();
    activity.noted('zalo');
    await activity.flush();
    await activity.missed('zalo');
    clock.advance(Hour.ms);
    world.history = [missedMessage(NOW_MS)];
    world[what] = error;
    await readBackOver(activity).run(never);
    expect(accepted).toEqual([]);
    world[what] = null;
    activity.noted('zalo');
    await activity.flush();
    await readBackOver(open()).run(never);
    expect(asked).toEqual([NOW_MS - 10 * Minute.ms, NOW_MS - 10 * Minute.ms]);
    expect(accepted).toHaveLength(1);
  });
});

describe('while the server runs', () => {
  it('a gap between two webhooks is read back', async () => {
    const { clock, activity, readBack, asked } = await openReadBack();
    activity.noted('zalo');
    clock.advance(14 * Minute.ms);
    activity.noted('zalo');
    await readBack.run(never);
    expect(asked).toEqual([]);
    clock.advance(15 * Minute.ms);
    activity.noted('zalo');
    await readBack.run(never);
    expect(asked).toEqual([NOW_MS + 4 * Minute.ms]);
  });

  it('webhooks that were refused because the journal could not be written are read back', async () => {
    const { clock, activity, readBack, asked } = await openReadBack();
    let refused = false;
    const accept = activity.watching(async () => {
      if (refused) throw new JournalUnavailable('disk-full');
      return 1;
    });
    await accept('zalo', []);
    refused = true;
    clock.advance(5 * Minute.ms);
    await expect(accept('zalo', [])).rejects.toThrow(JournalUnavailable);
    refused = false;
    await accept('zalo', []);
    await readBack.run(never);
    expect(asked).toEqual([NOW_MS - 10 * Minute.ms]);
  });

  it('a silent account is looked at every quarter of an hour, and what is found is an alert until a webhook comes', async () => {
    const { clock, activity, readBack, world, asked } = await openReadBack();
    const probe = untoldProbe({
      channels: ['zalo'],
      untoldAtMs: readBack.untoldAtMs,
      lastWebhookAtMs: activity.lastWebhookAtMs,
    });
    activity.noted('zalo');
    clock.advance(15 * Minute.ms);
    await readBack.run(never);
    expect(await probe()).toMatchObject([{ isBad: false }]);
    clock.advance(5 * Minute.ms);
    await readBack.run(never);
    expect(asked).toHaveLength(1);
    world.history = [missedMessage(clock.systemNow())];
    clock.advance(10 * Minute.ms);
    await readBack.run(never);
    expect(asked).toHaveLength(2);
    expect(await probe()).toMatchObject([{ kind: 'webhooks-missed', isBad: true }]);
    activity.noted('zalo');
    expect(await probe()).toMatchObject([{ isBad: false }]);
  });
});
