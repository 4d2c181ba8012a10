import type { FakeAnswer } from '../fake-answer.ts';
import { refusal } from './answers.ts';

/** Which calls a failure hits. */
export type ZaloCallTarget = 'send' | 'upload' | 'read' | 'oauth';

/**
 * How calls can be made to fail. Those with `after` take effect although the caller does not learn it;
 * `buttons-refused` hits only messages with buttons; `slow` answers rightly, but late.
 */
export const ZALO_FAILURES = [
  'throttled',
  'token-invalid',
  'token-expired',
  'window-closed',
  'error-200',
  'unlisted-error',
  'not-json',
  'timeout-before',
  'timeout-after',
  'server-error-before',
  'server-error-after',
  'buttons-refused',
  'slow',
] as const;

export type ZaloFailure = (typeof ZALO_FAILURES)[number];

/** Answers of failures that happen instead of the call. */
const ANSWERS_BEFORE: Partial<Record<ZaloFailure, FakeAnswer>> = {
  throttled: refusal(-32),
  'token-invalid': refusal(-216),
  'token-expired': refusal(-220),
  'window-closed': refusal(-230),
  'error-200': refusal(-200),
  'unlisted-error': refusal(-305),
  'buttons-refused': refusal(-233),
  'not-json': { kind: 'text', status: 200, body: '<html>gateway</html>' },
  'timeout-before': { kind: 'silence' },
  'server-error-before': { kind: 'text', status: 503, body: 'Service Unavailable' },
};

/** Answers of failures that hide a call that was done. */
const ANSWERS_AFTER: Partial<Record<ZaloFailure, FakeAnswer>> = {
  'timeout-after': { kind: 'silence' },
  'server-error-after': { kind: 'text', status: 502, body: 'Bad Gateway' },
};

/** Makes one call with the failure that was planned for it. */
export async function callWithFailure(
  failure: ZaloFailure | null,
  call: () => FakeAnswer | Promise<FakeAnswer>,
  pause: () => Promise<void>,
): Promise<FakeAnswer> {
  if (failure === null) return call();
  const instead = ANSWERS_BEFORE[failure];
  if (instead) return instead;
  const answer = await call();
  if (failure === 'slow') await pause();
  return ANSWERS_AFTER[failure] ?? answer;
}
