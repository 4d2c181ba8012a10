/** Node's longest timer, ms; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type Waking = 'rung' | 'timeout' | 'cancelled';

export interface Sleep {
  readonly over: Promise<Waking>;
  end(why: Waking): void;
}

/** Workers that found nothing to do and wait for the bell of one queue. */
export class Sleepers {
  readonly #sleeping = new Set<Sleep>();

  /** Sleeps up to `ms`, or until the bell rings or the sleep is ended. Leaves no timer behind. */
  sleep(ms: number): Sleep {
    let wake: (why: Waking) => void = () => undefined;
    const over = new Promise<Waking>((resolve) => {
      wake = resolve;
    });
    const timer = setTimeout(() => sleep.end('timeout'), Math.min(ms, LONGEST_TIMER_MS));
    const sleep: Sleep = {
      over,
      end: (why) => {
        clearTimeout(timer);
        this.#sleeping.delete(sleep);
        wake(why);
      },
    };
    this.#sleeping.add(sleep);
    return sleep;
  }

  ring(): void {
    for (const sleep of [...this.#sleeping]) sleep.end('rung');
  }
}
