export interface BackoffRule {
  /** Pause before the second attempt, ms. */
  firstMs: number;
  /** No pause is longer, ms. */
  maxMs: number;
  /** Each pause is so many times the one before. Default 2. */
  factor?: number;
  /** Part of the pause that `spread` may take away, 0–1. Default 0: all callers wait alike. */
  jitter?: number;
}

/**
 * The pause after a failed attempt. Pure: the caller brings the chance.
 *
 * @param failedAttempts - How many attempts have failed so far, from 1.
 * @param spread - Drawn from 0–1 by the caller; only used with `jitter`.
 * @returns Milliseconds, never above `maxMs`.
 */
export function backoffMs(rule: BackoffRule, failedAttempts: number, spread = 0): number {
  const { firstMs, maxMs, factor = 2, jitter = 0 } = rule;
  const pauseMs = Math.min(maxMs, firstMs * factor ** Math.max(0, failedAttempts - 1));
  return Math.round(pauseMs * (1 - jitter * spread));
}
