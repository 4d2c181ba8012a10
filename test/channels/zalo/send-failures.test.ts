import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendError } from '../../../src/channels/send-error.ts';
import { Day } from '../../../src/lib/duration.ts';
import type { ZaloCallTarget, ZaloFailure } from '../../../src/simulator/fakes/zalo/failures.ts';
import {
  APP_SECRET,
  failureOf,
  JPEG,
  never,
  outbound,
  sendIntoSilence,
  textPart,
  USER_ID,
  type ZaloWorld,
  zaloSettings,
  zaloWorld,
} from './support.ts';

/** For calls that surely get no answer, whenever that is noticed. */
const SOON_MS = 50;

let world: ZaloWorld;

beforeEach(async () => {
  world = await zaloWorld();
});

afterEach(() => world.close());

function send(part = textPart('Chào chị'), channel = world.channel) {
  return channel.send(outbound(part), never());
}

describe('a send that fails', () => {
  it.each([
    ['throttled', 'throttled', 0],
    ['window-closed', 'window-closed', 0],
    ['error-200', 'platform-busy', 0],
    ['unlisted-error', 'rejected', 0],
    ['not-json', 'unknown-outcome', 0],
    ['server-error-before', 'unknown-outcome', 0],
    ['server-error-after', 'unknown-outcome', 1],
  ] as [ZaloFailure, string, number][])('%s is %s', async (failure, code, arrived) => {
    world.zalo.failures.next(1, failure);
    expect(await failureOf(send())).toMatchObject({ code });
    expect(world.zalo.sent).toHaveLength(arrived);
  });

  it.each([
    ['timeout-before', 0],
    ['timeout-after', 1],
  ] as [ZaloFailure, number][])('%s is of unknown outcome', async (failure, arrived) => {
    world.zalo.failures.next(1, failure);
    const error = await sendIntoSilence(world, outbound(textPart('Chào chị')));
    expect(error).toMatchObject({ code: 'unknown-outcome' });
    expect(world.zalo.sent).toHaveLength(arrived);
  });

  it.each([
    ['not-json', 'platform-busy'],
    ['server-error-after', 'platform-busy'],
  ] as [ZaloFailure, string][])('during its upload with %s is surely not sent: %s', async (failure, code) => {
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'a.jpg' });
    world.zalo.failures.next(1, failure, 'upload');
    expect(await failureOf(send({ kind: 'media', media }))).toMatchObject({ code });
    expect(world.zalo.sent).toEqual([]);
  });

  it('during its upload without an answer is surely not sent', async () => {
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'a.jpg' });
    world.zalo.failures.next(1, 'timeout-after', 'upload');
    const error = await sendIntoSilence(world, outbound({ kind: 'media', media }));
    expect(error).toMatchObject({ code: 'unreachable' });
  });

  it('is unreachable when nobody listens', async () => {
    await world.channel.keepFresh();
    await world.zalo.close();
    expect(await failureOf(send())).toMatchObject({ code: 'unreachable' });
  });

  it('is unreachable when it was given up before it began', async () => {
    expect(await failureOf(world.channel.send(outbound(textPart('x')), AbortSignal.abort()))).toMatchObject({
      code: 'unreachable',
    });
    expect(world.zalo.requests.size).toBe(0);
  });

  it('is refused by the platform itself after seven days, for a stranger and for a text over 2,000', async () => {
    world.clock.advance(7 * Day.ms + 1);
    expect(await failureOf(send())).toMatchObject({ code: 'window-closed', platformCode: '-230' });
    world.zalo.events.text(USER_ID, 'tôi đây');
    expect(await failureOf(send(textPart('a'.repeat(2_001))))).toMatchObject({ platformCode: '-210' });
    const user = world.zalo.users.get(USER_ID);
    if (user) user.blocked = true;
    expect(await failureOf(send())).toMatchObject({ code: 'recipient-blocked' });
  });
});

describe('a refused token', () => {
  it.each(['token-invalid', 'token-expired'] as const)(
    '(%s) is refreshed and the send made again',
    async (failure) => {
      await world.channel.keepFresh();
      world.zalo.failures.next(1, failure);
      await send();
      expect(world.zalo.sent).toHaveLength(1);
      expect(world.zalo.tokens.issued).toBe(2);
    },
  );

  it('is refreshed once only, however many sends it fails', async () => {
    await send();
    world.zalo.tokens.expireAccessTokens();
    await Promise.all(Array.from({ length: 10 }, () => send()));
    expect(world.zalo.sent).toHaveLength(11);
    expect(world.zalo.tokens.issued).toBe(2);
  });

  it('is refreshed once by several processes over the network', async () => {
    const processes = Array.from({ length: 5 }, () => world.anotherChannel());
    await Promise.all(processes.map((channel) => send(textPart('một'), channel)));
    world.zalo.tokens.expireAccessTokens();
    await Promise.all(
      processes.flatMap((channel) => [send(textPart('hai'), channel), send(textPart('ba'), channel)]),
    );
    expect(world.zalo.sent).toHaveLength(15);
    expect(world.zalo.tokens.issued).toBe(2);
  });

  it('that cannot be had before the send is given up costs no send', async () => {
    const giveUp = new AbortController();
    world.zalo.failures.next(1, 'timeout-before', 'oauth');
    const channel = world.anotherChannel({ timeoutMs: SOON_MS });
    const sending = failureOf(channel.send(outbound(textPart('x')), giveUp.signal));
    giveUp.abort();
    expect(await sending).toMatchObject({ code: 'unreachable' });
    expect(world.zalo.requests.get('/v3.0/oa/message/cs')).toBeUndefined();
  });

  it('that stays refused is reported, without a storm of refreshes', async () => {
    world.zalo.failures.next(Number.POSITIVE_INFINITY, 'token-expired');
    expect(await failureOf(send())).toMatchObject({ code: 'token-expired' });
    expect(await failureOf(send())).toMatchObject({ code: 'unreachable' });
    expect(world.zalo.tokens.issued).toBe(2);
  });

  it('whose grant is gone stops the account', async () => {
    await send();
    world.zalo.tokens.revoke();
    expect(await failureOf(send())).toMatchObject({ code: 'account-stopped', platformCode: 'no-token' });
    expect(await world.channel.keepFresh()).toMatchObject({ state: 'needs-consent' });
  });
});

describe('secrets', () => {
  const FAILING: [ZaloFailure, ZaloCallTarget][] = [
    ['throttled', 'send'],
    ['unlisted-error', 'send'],
    ['not-json', 'send'],
    ['server-error-before', 'send'],
    ['timeout-before', 'send'],
    ['token-expired', 'send'],
    ['not-json', 'upload'],
    ['timeout-before', 'upload'],
    ['not-json', 'oauth'],
    ['timeout-before', 'oauth'],
  ];

  it.each(FAILING)('and texts are in no error when %s hits %s', async (failure, target) => {
    const settings = zaloSettings(world.zalo.url, { appsecretProof: true });
    const media = world.addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'bi-mat.jpg' });
    if (target !== 'oauth') await world.channel.keepFresh();
    const channel = world.anotherChannel({ timeoutMs: SOON_MS, settings });
    const tokens = world.store.stored();
    world.zalo.failures.next(Number.POSITIVE_INFINITY, failure, target);
    const picture = { kind: 'media', media, caption: 'lời riêng tư' } as const;
    const parts = target === 'upload' ? [picture] : [textPart('lời riêng tư'), picture];
    const errors: SendError[] = [];
    for (const part of parts) errors.push(await failureOf(send(part, channel)));
    const told = errors.map((error) => `${String(error)} ${error.stack} ${JSON.stringify(error)}`).join('\n');
    const secrets = [
      APP_SECRET,
      ...channel.redactions,
      tokens?.accessToken,
      tokens?.refreshToken,
      'riêng tư',
    ];
    for (const secret of secrets) if (secret) expect(told).not.toContain(secret);
  });

  it('of the settings are listed for redaction', () => {
    const settings = zaloSettings(world.zalo.url, { codeVerifier: 'made-up-verifier' });
    const { redactions } = world.anotherChannel({ settings });
    expect(redactions).toEqual([APP_SECRET, settings.oaSecretKey, settings.refreshToken, 'made-up-verifier']);
  });
});
