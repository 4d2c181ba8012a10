/** The order book of failures: which calls are to fail, and how. */
export interface FailurePlan<Kind, Target> {
  /** The next `count` calls of `target` (default `send`) fail like this; `Infinity` until {@link clear}. */
  next(count: number, kind: Kind, target?: Target): void;
  /** Takes back every planned failure, or those of one kind. */
  clear(kind?: Kind): void;
  /** Failures still to come. */
  readonly pending: readonly PlannedFailure<Kind, Target>[];
}

export interface PlannedFailure<Kind, Target> {
  kind: Kind;
  target: Target;
  left: number;
}

/** The same book as the fake sees it, which takes a failure for each call that one hits. */
export interface OwnFailurePlan<Kind, Target> extends FailurePlan<Kind, Target> {
  /** @param hits - Whether a failure of this kind can hit the call. Default: any can. */
  take(target: Target, hits?: (kind: Kind) => boolean): Kind | null;
}

/** @param onTaken - Is told of each failure that hits a call. */
export function createFailurePlan<Kind, Target>(
  onTaken: (kind: Kind) => void,
): OwnFailurePlan<Kind, Target | 'send'> {
  let planned: PlannedFailure<Kind, Target | 'send'>[] = [];
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
    take(target, hits = () => true) {
      const hit = planned.find((failure) => failure.target === target && hits(failure.kind));
      if (!hit) return null;
      hit.left -= 1;
      planned = planned.filter(({ left }) => left > 0);
      onTaken(hit.kind);
      return hit.kind;
    },
  };
}
