import { FAILURES, type Failure, type Platform } from './platform.ts';

/** The order book of a fake platform, as far as a switch needs it. */
interface FailurePlan<K extends string> {
  next(count: number, kind: K): void;
  clear(): void;
  readonly pending: readonly { kind: K; left: number }[];
}

/** Puts one switch over a fake's failures. @param kindOf - How this platform calls a failure. */
export function switchFailures<K extends string>(
  plan: FailurePlan<K>,
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
