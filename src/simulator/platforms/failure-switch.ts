import type { FailurePlan } from '../fakes/failure-plan.ts';
import { FAILURES, type Failure, type Platform, type PlatformListener } from './platform.ts';

/**
 * Puts one switch over a fake's failures.
 *
 * @param kindOf - How this platform calls a failure.
 * @param lasting - Failures that nothing ends but taking them back.
 */
export function switchFailures<K>(
  plan: FailurePlan<K, unknown>,
  kindOf: (failure: Failure) => K,
  lasting: readonly Failure[] = [],
): Pick<Platform, 'fail' | 'failing'> {
  return {
    fail(failure, once) {
      plan.clear();
      if (!failure) return;
      const isOnce = once && !lasting.includes(failure);
      plan.next(isOnce ? 1 : Number.POSITIVE_INFINITY, kindOf(failure));
    },
    failing() {
      const [planned] = plan.pending;
      const failure = planned && failureOf(planned.kind, kindOf);
      return planned && failure ? { failure, once: Number.isFinite(planned.left) } : null;
    },
  };
}

/** Tells the page of each failure that hits a call, by the page's name for it. */
export function tellFailures<K>(
  onFailure: (listener: (kind: K) => void) => void,
  kindOf: (failure: Failure) => K,
  listener: PlatformListener,
): void {
  onFailure((kind) => {
    const failure = failureOf(kind, kindOf);
    if (failure) listener.failed(failure);
  });
}

function failureOf<K>(kind: K, kindOf: (failure: Failure) => K): Failure | undefined {
  return FAILURES.find((name) => kindOf(name) === kind);
}
