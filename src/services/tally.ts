import { Counter, type CounterConfiguration } from 'prom-client';

/** Counts by two labels, as often as once a webhook. */
export interface Tally<A extends string, B extends string> {
  add(first: string, second: string | number): void;
  readonly counter: Counter<A | B>;
}

/**
 * A counter that keeps its own counts and gives them to the metrics page when that is read. Counting in the library itself
 * checks, sorts and joins the labels each time, which is a twentieth of what accepting a webhook costs.
 */
export function tally<A extends string, B extends string>(
  [first, second]: readonly [A, B],
  config: Omit<CounterConfiguration<A | B>, 'labelNames' | 'collect'>,
): Tally<A, B> {
  const counts = new Map<string, Map<string | number, number>>();

  function begin(firstValue: string): Map<string | number, number> {
    const bySecond = new Map<string | number, number>();
    counts.set(firstValue, bySecond);
    return bySecond;
  }

  return {
    add(firstValue, secondValue) {
      const bySecond = counts.get(firstValue) ?? begin(firstValue);
      bySecond.set(secondValue, (bySecond.get(secondValue) ?? 0) + 1);
    },
    counter: new Counter({
      ...config,
      labelNames: [first, second],
      collect() {
        this.reset();
        for (const [firstValue, bySecond] of counts) {
          for (const [secondValue, count] of bySecond) {
            this.inc({ [first]: firstValue, [second]: secondValue } as Record<A | B, string | number>, count);
          }
        }
      },
    }),
  };
}
