import { type FakeAnswer, refusal } from './answers.ts';

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

/** The order book of failures. */
export interface FailurePlan {
  /** The next `count` calls of `target` (default `send`) fail like this; `Infinity` until {@link clear}. */
  next(count: number, kind: ZaloFailure, target?: ZaloCallTarget): void;
  /** Takes back every planned failure, or those of one kind. */
  clear(kind?: ZaloFailure): void;
  /** Failures still to come. */
  readonly pending: readonly { kind: ZaloFailure; target: ZaloCallTarget; left: number }[];
}

interface Planned {
  kind: ZaloFailure;
  target: ZaloCallTarget;
  left: number;
}

/** @param onTaken - Is told of each failure that hits a call. */
export function createFailures(onTaken: (kind: ZaloFailure) => void = () => {}): FailurePlan & {
  take(target: ZaloCallTarget, hasButtons: boolean): ZaloFailure | null;
} {
  let planned: Planned[] = [];
  return {
    next(count, kind, target = 'send') {
      planned.push({ kind, target, left: count });
    },
    clear(kind) {
      planned = planned.filter((failure) => kind !== undefined && failure.kind !== kind);
    },
    get pending() {
      return planned;
    },
    take(target, hasButtons) {
      const hit = planned.find(
        (failure) => failure.target === target && (failure.kind !== 'buttons-refused' || hasButtons),
      );
      if (!hit) return null;
      hit.left -= 1;
      planned = planned.filter(({ left }) => left > 0);
      onTaken(hit.kind);
      return hit.kind;
    },
  };
}

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
