import type { AcceptedEvent } from '../domain/event-log.ts';
import type { Backlog } from './backlog.ts';
import { SinkAway } from './journal.ts';

/** Events handed to the sink at once: enough to share a commit, few enough not to hold the loop for long. */
const SLICE_EVENTS = 200;
/**
 * While callers crowd at the door, their events wait in the journal, where they are as safe as in the inbox: only so many
 * are moved every so often, enough to keep the turns busy.
 */
const CROWDED_SLICE_EVENTS = 20;
const CROWDED_REST_MS = 100;
/** After so many refusals of a slice its events are tried one by one, to find the one that it is about. */
const TRIES_TOGETHER = 4;
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
  /** Pause after the sink's first refusal; doubles up to 5 s. */
  firstRetryMs: number;
  /** Whether callers crowd at the door: then draining makes way. */
  isCrowded: () => boolean;
  /** Called when everything durable has been taken. */
  onIdle: () => void;
  onFailure: (error: unknown, attempt: number) => void;
  /** Keeps an event that the sink refuses while it takes its neighbours, out of their way. */
  putAside: (event: AcceptedEvent, error: unknown) => Promise<void>;
}

export function createDrainer(options: DrainerOptions): Drainer {
  const { backlog, isCrowded, onIdle, onFailure } = options;
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

  async function pause(attempt: number): Promise<void> {
    await sleep(Math.min(options.firstRetryMs * 2 ** (attempt - 1), MAX_BACKOFF_MS));
  }

  /** Hands over the next events, again and again until they are taken. Returns how many; 0 when there are none. */
  async function give(sink: Sink): Promise<number> {
    let slice: AcceptedEvent[] = [];
    for (let attempt = 1; !stopped; attempt++) {
      try {
        // Read anew when it is about one event: those that came meanwhile tell whether the sink takes others.
        if (attempt === 1 || attempt > TRIES_TOGETHER) {
          slice = await backlog.peek(isCrowded() ? CROWDED_SLICE_EVENTS : SLICE_EVENTS);
        }
        if (slice.length === 0) return 0;
        if (attempt <= TRIES_TOGETHER) await sink(slice);
        else await giveEach(sink, slice, options.putAside);
        backlog.taken(slice.length);
        return slice.length;
      } catch (error) {
        onFailure(error, attempt);
        await pause(attempt);
      }
    }
    return 0;
  }

  async function run(sink: Sink): Promise<void> {
    while (!stopped) {
      isAwake = false;
      if ((await give(sink)) > 0) {
        if (isCrowded()) await sleep(CROWDED_REST_MS);
        continue;
      }
      if (!isAwake) onIdle();
      await sleep();
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

/**
 * Hands over events one by one; what was taken together with others before is a duplicate to the sink. Where it takes
 * neither the last nor the first, it is not about an event.
 */
async function giveEach(
  sink: Sink,
  slice: AcceptedEvent[],
  putAside: DrainerOptions['putAside'],
): Promise<void> {
  const refused: { event: AcceptedEvent; error: unknown }[] = [];
  const inTurn = [...slice.slice(-1), ...slice.slice(0, -1)];
  for (const [i, event] of inTurn.entries()) {
    try {
      await sink([event]);
    } catch (error) {
      // A database that comes and goes must not make a good event look like a bad one.
      if (error instanceof SinkAway) throw error;
      refused.push({ event, error });
      if (refused.length > i && (i > 0 || inTurn.length === 1)) throw error;
    }
  }
  for (const { event, error } of refused) await putAside(event, error);
}
