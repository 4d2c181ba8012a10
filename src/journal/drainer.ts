import type { AcceptedEvent } from '../domain/event-log.ts';
import type { LoopShare } from '../lib/loop-share.ts';
import type { Backlog } from './backlog.ts';

/** Events handed to the sink at once: enough to share a commit, few enough not to hold the loop for long. */
const SLICE_EVENTS = 200;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

export type Sink = (events: AcceptedEvent[]) => Promise<void>;

/** Moves events from the backlog to the sink, slice by slice, in order. */
export interface Drainer {
  start(sink: Sink): void;
  /** Something may have to be done: events or a sealed segment. */
  wake(): void;
  /** Begins no further slice and resolves when the running one is over, or after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export interface DrainerOptions {
  backlog: Backlog;
  share: LoopShare;
  /** Called when everything durable has been taken. */
  onIdle: () => void;
  onFailure: (error: unknown, attempt: number) => void;
}

export function createDrainer({ backlog, share, onIdle, onFailure }: DrainerOptions): Drainer {
  let running: Promise<void> | undefined;
  let stopped = false;
  let isAwake = false;
  let wakeUp: (() => void) | undefined;

  function wake(): void {
    isAwake = true;
    wakeUp?.();
  }

  /** Waits until {@link wake}, or for `atMostMs`. */
  async function sleep(atMostMs?: number): Promise<void> {
    if (stopped || (atMostMs === undefined && isAwake)) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wakeUp = resolve;
      if (atMostMs === undefined) return;
      // While the sink refuses, new events are no reason to hurry; only stopping is.
      wakeUp = () => stopped && resolve();
      timer = setTimeout(resolve, atMostMs).unref();
    });
    wakeUp = undefined;
    clearTimeout(timer);
  }

  async function give(sink: Sink, slice: AcceptedEvent[]): Promise<boolean> {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        await sink(slice);
        return true;
      } catch (error) {
        onFailure(error, attempt);
        await sleep(Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), MAX_BACKOFF_MS));
      }
    }
    return false;
  }

  async function nextSlice(): Promise<AcceptedEvent[]> {
    for (let attempt = 1; !stopped; attempt++) {
      try {
        return await backlog.peek(SLICE_EVENTS);
      } catch (error) {
        onFailure(error, attempt);
        await sleep(Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), MAX_BACKOFF_MS));
      }
    }
    return [];
  }

  async function run(sink: Sink): Promise<void> {
    while (!stopped) {
      isAwake = false;
      const slice = await nextSlice();
      if (slice.length === 0) {
        if (!isAwake) onIdle();
        await sleep();
        continue;
      }
      const startedAt = performance.now();
      if (!(await give(sink, slice))) return;
      backlog.taken(slice.length);
      await share.rest(performance.now() - startedAt);
    }
  }

  return {
    start(sink) {
      running ??= run(sink);
    },
    wake,
    async stop(graceMs) {
      stopped = true;
      wake();
      if (!running) return;
      let timer: NodeJS.Timeout | undefined;
      const expired = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([running, expired]);
      clearTimeout(timer);
    },
  };
}
