import { describe, expect, it } from 'vitest';
import type { SubscriptionKeeper } from '../../../src/channels/channel.ts';
import { SendError } from '../../../src/channels/send-error.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { Hour, Minute } from '../../../src/lib/duration.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createAccountGate, QUOTA_EXHAUSTED } from '../../../src/services/account-gate.ts';
import { every } from '../../../src/services/alerts/every.ts';
import { measureSkew } from '../../../src/services/alerts/measure-skew.ts';
import { clockProbe, subscriptionProbe, tokenProbe } from '../../../src/services/alerts/platform-probes.ts';
import {
  diskProbe,
  freeBytes,
  journalProbe,
  parkedProbe,
  stoppedProbe,
} from '../../../src/services/alerts/server-probes.ts';
import { silenceProbe } from '../../../src/services/alerts/silence-probe.ts';
import { createChannelActivity } from '../../../src/services/channel-activity.ts';
import { NOW_MS } from '../../support/events.ts';
import { openReceiver } from '../../support/receiver.ts';
import { openTestStores } from '../../support/stores.ts';

const bad = (findings: { kind: string; isBad: boolean }[]) =>
  findings.map(({ kind, isBad }) => `${kind} ${isBad}`);

describe('the disk', () => {
  it.each([
    [99, ['disk-low true']],
    [110, []],
    [121, ['disk-low false']],
  ])('with %i bytes free of at least 100 gives %j', async (free, expected) => {
    expect(bad(await diskProbe(async () => free, 100)())).toEqual(expected);
  });

  it('is really measured', async () => {
    expect(await freeBytes('/tmp')).toBeGreaterThan(0);
  });
});

describe('the journal', () => {
  const lag = { events: 0, oldestMs: 0, writable: true, quarantined: 0 };
  it.each([
    [lag, ['journal-unwritable false', 'journal-lag false']],
    [{ ...lag, writable: false }, ['journal-unwritable true', 'journal-lag false']],
    [{ ...lag, oldestMs: 61_000 }, ['journal-unwritable false', 'journal-lag true']],
    [{ ...lag, oldestMs: 30_000 }, ['journal-unwritable false']],
  ])('at %j gives %j', async (now, expected) => {
    expect(bad(await journalProbe({ lag: () => now })())).toEqual(expected);
  });
});

it('parked turns are told by their number', async () => {
  const counts = { pending: 4, parked: 2, oldestPendingAtMs: null };
  expect(await parkedProbe({ counts: async () => counts })()).toMatchObject([
    { isBad: true, detail: '2 put aside' },
  ]);
});

it('a stopped account is told with the code of the platform, until it is released', async () => {
  const { clock, stores } = await openTestStores();
  const gate = createAccountGate(stores.accountStates, clock, silentLogger());
  const probe = stoppedProbe([{ id: 'zalo', accountId: '1001' }], stores.accountStates);
  expect(bad(await probe())).toEqual(['account-stopped false', 'quota-exhausted false']);
  await gate.stop('zalo', '1001', '-204');
  expect(bad(await probe())).toEqual(['account-stopped true', 'quota-exhausted false']);
  expect(await probe()).toMatchObject([{ detail: expect.stringContaining('-204') }, {}]);
  await gate.release('zalo', '1001');
  expect(bad(await probe())).toEqual(['account-stopped false', 'quota-exhausted false']);
  await gate.stop('zalo', '1001', QUOTA_EXHAUSTED);
  expect(bad(await probe())).toEqual(['account-stopped false', 'quota-exhausted true']);
});

describe('the silence of a channel', () => {
  async function openSilence() {
    const { clock, stores } = await openTestStores();
    const channels = new Map([['zalo' as const, { accountId: '1001' }]]);
    const activity = createChannelActivity(channels, stores.channelActivity, clock);
    const probe = silenceProbe({
      channels: ['zalo'],
      lastWebhookAtMs: activity.lastWebhookAtMs,
      quiet: { fromMinute: 20.5 * 60, toMinute: 7 * 60 },
      timeZone: 'Asia/Ho_Chi_Minh',
      silenceMs: 6 * Hour.ms,
      clock,
    });
    return { clock, activity, probe, stores, channels };
  }

  it('is no alert before anything has ever come', async () => {
    const { clock, probe } = await openSilence();
    clock.advance(10 * Hour.ms);
    expect(await probe()).toEqual([]);
  });

  it('is one after six hours of the day, told once a webhook comes that it is over', async () => {
    const { clock, activity, probe } = await openSilence(); // 09:00
    activity.noted('zalo');
    clock.advance(6 * Hour.ms - 1);
    expect(bad(await probe())).toEqual(['channel-silent false']);
    clock.advance(1);
    expect(bad(await probe())).toEqual(['channel-silent true']);
    activity.noted('zalo');
    expect(bad(await probe())).toEqual(['channel-silent false']);
  });

  it('of the night counts for nothing', async () => {
    const { clock, activity, probe } = await openSilence();
    clock.advance(10 * Hour.ms); // 19:00
    activity.noted('zalo');
    clock.advance(8 * Hour.ms); // 03:00
    expect(await probe()).toEqual([]);
    clock.advance(9 * Hour.ms); // 12:00, five hours of the day
    expect(await probe()).toEqual([]);
    clock.advance(Hour.ms);
    expect(bad(await probe())).toEqual(['channel-silent true']);
  });

  it('is known again after a restart', async () => {
    const { clock, activity, stores, channels } = await openSilence();
    activity.noted('zalo');
    clock.advance(Minute.ms / 2);
    activity.noted('zalo');
    await activity.flush();
    const later = createChannelActivity(channels, stores.channelActivity, clock);
    expect(await later.lastWebhookAtMs('zalo')).toBe(NOW_MS + Minute.ms / 2);
  });
});

describe('a platform', () => {
  const keeper = (missing: string[] | SendError) => {
    const asked: string[] = [];
    const fake: SubscriptionKeeper = {
      async missingSubscriptions() {
        if (missing instanceof SendError) throw missing;
        return missing;
      },
      subscribe: async () => void asked.push('subscribe'),
    };
    return { asked, keepers: new Map([['messenger' as const, fake]]) };
  };

  it('that stopped delivering is asked again, and what was missed is noted first', async () => {
    const { asked, keepers } = keeper(['messages']);
    const probe = subscriptionProbe(keepers, async (channel) => void asked.push(`lost ${channel}`));
    expect(bad(await probe())).toEqual(['subscription-lost true', 'token-refused false']);
    expect(asked).toEqual(['lost messenger', 'subscribe']);
  });

  it('that refuses the token is told apart from one that is away', async () => {
    const refused = keeper(new SendError('account-stopped', { platformCode: '190/460' }));
    expect(await subscriptionProbe(refused.keepers, async () => {})()).toMatchObject([
      { kind: 'token-refused', isBad: true, detail: 'refused with 190/460' },
    ]);
    const away = keeper(new SendError('unreachable'));
    expect(await subscriptionProbe(away.keepers, async () => {})()).toEqual([]);
  });

  it.each([
    ['needs-consent', ['token-refused true']],
    ['unavailable', []],
    ['fresh', ['token-refused false']],
  ] as const)('whose token is %s gives %j', async (state, expected) => {
    const keepers = new Map([['zalo' as const, { keepFresh: async () => ({ state, ageMs: null }) }]]);
    expect(bad(await tokenProbe(keepers)())).toEqual(expected);
  });

  it('is asked only so often', async () => {
    const clock = frozenClock(NOW_MS);
    let looks = 0;
    const look = async () => {
      looks += 1;
      return [];
    };
    const counted = every(10 * Minute.ms, look, clock);
    await counted();
    await counted();
    clock.advance(10 * Minute.ms);
    await counted();
    expect(looks).toBe(2);
  });
});

describe('the clock', () => {
  it('is compared with the Date header of the first server that answers, and said how', async () => {
    const { url } = await openReceiver({ date: new Date(NOW_MS).toUTCString() });
    const clock = frozenClock(NOW_MS + 5 * Minute.ms);
    const probe = clockProbe(measureSkew(['http://127.0.0.1:9', url], clock));
    const host = new URL(url).host;
    expect(await probe()).toMatchObject([
      { kind: 'clock-skew', isBad: true, detail: `300 s ahead of the Date header of ${host}` },
    ]);
    clock.advance(-5 * Minute.ms);
    expect(bad(await probe())).toEqual(['clock-skew false']);
  });

  it('is not judged when nobody answers', async () => {
    const measure = measureSkew(['http://127.0.0.1:9'], frozenClock(NOW_MS));
    expect(await clockProbe(measure)()).toEqual([]);
  });
});
