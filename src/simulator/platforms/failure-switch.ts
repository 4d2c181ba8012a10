import type { FailurePlan } from '../fakes/failure-plan.ts';
import { FAILURES, type Failure, type Platform } from './platform.ts';

/** Puts one switch over a fake's failures. @param kindOf - How this platform calls a failure. */
export function switchFailures<K>(
  plan: FailurePlan<K, unknown>,
  kindOf: (failure: Failure) => K,
): Pick<Platform, 'fail' | 'failing'> {
  return {
    fail(failure, once) {
      plan.clear();
      if (failure) plan.next(once ? 1 : Number.POSITIVE_INFINITY, kindOf(failure));
    },
    failing() {
      const [planned] = plan.pending;
      const failure = FAILURES.find((name) => kindOf(name) === planned?.kind);
      return planned && failure ? { failure, once: Number.isFinite(planned.left) } : null;
    },
  };
}
