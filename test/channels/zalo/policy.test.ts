import { describe, expect, it } from 'vitest';
import { sendErrorOfCode, uploadErrorOfCode } from '../../../src/channels/zalo/errors.ts';
import { zaloPolicy } from '../../../src/channels/zalo/policy.ts';
import type { RecipientFacts } from '../../../src/domain/route.ts';
import { Day, Hour } from '../../../src/lib/duration.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 3);

function decide(facts: Partial<RecipientFacts>) {
  const recipient: RecipientFacts = {
    lastInteractionAtMs: NOW_MS - Hour.ms,
    following: true,
    blocked: false,
    purpose: 'push',
    optedOut: false,
    ...facts,
  };
  return zaloPolicy(recipient, NOW_MS).map(({ route, reason }) => `${route}: ${reason}`);
}

describe('who may be written to on Zalo', () => {
  it.each([
    ['up to 48 hours free', { lastInteractionAtMs: NOW_MS - 48 * Hour.ms }, 'reply-window: window-open'],
    ['then billed', { lastInteractionAtMs: NOW_MS - 48 * Hour.ms - 1 }, 'reply-window: window-billable'],
    [
      'until the seventh day is over',
      { lastInteractionAtMs: NOW_MS - 7 * Day.ms },
      'reply-window: window-billable',
    ],
    ['and not later', { lastInteractionAtMs: NOW_MS - 7 * Day.ms - 1 }, 'none: window-closed'],
    ['nobody who never wrote', { lastInteractionAtMs: null }, 'none: never-wrote'],
    ['nobody who blocked the OA', { blocked: true }, 'none: blocked'],
    ['no push to who opted out', { optedOut: true }, 'none: opted-out'],
    ['no push to who unfollowed', { following: false }, 'none: unfollowed'],
    ['a push to who wrote without ever following', { following: null }, 'reply-window: window-open'],
    ['an answer to who opted out', { optedOut: true, purpose: 'reply' }, 'reply-window: window-open'],
    ['an answer to who unfollowed', { following: false, purpose: 'reply' }, 'reply-window: window-open'],
    ['the safety card to who opted out', { optedOut: true, purpose: 'safety' }, 'reply-window: window-open'],
    [
      'who wrote a moment ahead of our clock',
      { lastInteractionAtMs: NOW_MS + 1 },
      'reply-window: window-open',
    ],
  ] as const)('%s', (_, facts, expected) => {
    expect(decide(facts)).toEqual([expected]);
  });
});

describe('what an error code of Zalo means', () => {
  it.each([
    ['-32', 'throttled', 'later'],
    ['-100', 'attachment-expired', 'now'],
    ['-201', 'message-invalid', 'never'],
    ['-204', 'account-stopped', 'stop-lane'],
    ['-213', 'recipient-blocked', 'never'],
    ['-216', 'token-expired', 'after-refresh'],
    ['-218', 'recipient-quota', 'never'],
    ['-220', 'token-expired', 'after-refresh'],
    ['-230', 'window-closed', 'never'],
    ['-232', 'window-closed', 'never'],
    ['-211', 'quota-exhausted', 'stop-lane'],
    ['-321', 'quota-exhausted', 'stop-lane'],
  ])('%s is %s and retried %s', (code, expected, retry) => {
    const error = sendErrorOfCode(code, NOW_MS);
    expect(error).toMatchObject({ code: expected, platformCode: code, unlisted: false });
    expect(error.decision.retry).toBe(retry);
  });

  it.each(['-207', '-208', '-305', 'constructor'])(
    '%s is in no list: refused for good, with an alert',
    (code) => {
      expect(sendErrorOfCode(code, NOW_MS)).toMatchObject({ code: 'rejected', unlisted: true });
    },
  );

  it.each([
    ['22:00', 22 * Hour.ms, 8 * Hour.ms + 300_000],
    ['00:00', 0, 6 * Hour.ms + 300_000],
    ['05:59', 6 * Hour.ms - 60_000, 360_000],
  ])('-234 at %s in Vietnam waits until 06:05', (_, vietnamTimeMs, waitMs) => {
    const nowMs = Date.UTC(2026, 10, 23) + vietnamTimeMs - 7 * Hour.ms;
    expect(sendErrorOfCode('-234', nowMs)).toMatchObject({ code: 'night-rule', retryAfterMs: waitMs });
  });

  it('a refused parameter of an upload is the file', () => {
    expect(uploadErrorOfCode('-201', NOW_MS).code).toBe('attachment-rejected');
    expect(uploadErrorOfCode('-32', NOW_MS).code).toBe('throttled');
  });
});
