import type { AcceptedEvent } from '../domain/event-log.ts';
import type { Backlog } from './backlog.ts';
import { journalError } from './errors.ts';
import { type FrameBuffer, frameBuffer } from './frame.ts';
import { JournalUnavailable } from './journal.ts';
import { createSegment, type SegmentWriter } from './segment-writer.ts';

/** A segment that has grown to this is sealed, bytes. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** How often a refusing disk is asked again when nobody appends. */
const PROBE_EVERY_MS = 1_000;

/** Group commit of the journal: one write that waits for the disk a batch, while the next batch gathers. */
export interface Appender {
  append(events: readonly AcceptedEvent[]): Promise<void>;
  /** Ends the current segment, if it holds anything, once the running write is over; the next append begins a new one. */
  seal(): void;
  readonly isWritable: boolean;
  /** Opens the first segment. @throws {JournalUnavailable} */
  start(): Promise<void>;
  /** Takes nothing more, and resolves when what was taken is settled. */
  close(): Promise<void>;
}

export interface AppenderOptions {
  backlog: Backlog;
  isShared: boolean;
  nextPath: () => string;
  onDurable: () => void;
  /** The disk has begun to refuse (with the reason) or to take writes again (null). */
  onState: (problem: JournalUnavailable | null) => void;
}

interface Batch {
  frames: FrameBuffer;
  /** What each caller gave: all of it is written, or none. */
  appends: (readonly AcceptedEvent[])[];
  /** Those that are no JSON. */
  refused: Map<readonly AcceptedEvent[], unknown>;
  /** One promise for all who wait for the same write. */
  durable: Durable;
}

export function createAppender({
  backlog,
  isShared,
  nextPath,
  onDurable,
  onState,
}: AppenderOptions): Appender {
  let gathering = batchIn(frameBuffer());
  let spare = batchIn(frameBuffer());
  let writer: SegmentWriter | null = null;
  let running: Promise<void> | null = null;
  let sealWanted = false;
  let writable = true;
  let closed = false;
  let probing: NodeJS.Timeout | undefined;

  async function current(): Promise<SegmentWriter> {
    if (!writer) {
      writer = await createSegment(nextPath(), isShared);
      backlog.push(writer.segment, 0);
    }
    return writer;
  }

  async function sealNow(): Promise<void> {
    sealWanted = false;
    const done = writer;
    writer = null;
    if (!done) return;
    done.segment.sealed = true;
    onDurable();
    // Everything in it was fsynced before; a failing close changes nothing.
    await done.close().catch(() => undefined);
  }

  async function commit(batch: Batch): Promise<void> {
    const events = putInFrames(batch);
    if (events.length === 0) return;
    const bytes = batch.frames.bytes();
    let target = await current();
    while (!(await target.write(bytes))) {
      // Another process took us for dead and adopted the file: what it holds is theirs now.
      target.segment.bytes = target.segment.heldTo;
      await sealNow();
      target = await current();
    }
    changeState(null);
    backlog.appended(target.segment, events, bytes.length);
    if (target.segment.bytes >= SEGMENT_BYTES) sealWanted = true;
  }

  async function writeBatch(batch: Batch): Promise<void> {
    try {
      await commit(batch);
      batch.durable.resolve();
      onDurable();
    } catch (error) {
      const problem = journalError(error);
      changeState(problem);
      if (writer?.isSpent) sealWanted = true;
      batch.durable.reject(problem);
    }
  }

  async function run(): Promise<void> {
    while (gathering.appends.length > 0 || sealWanted) {
      if (sealWanted) {
        await sealNow();
        continue;
      }
      const batch = gathering;
      gathering = spare;
      await writeBatch(batch);
      batch.frames.clear();
      spare = batchIn(batch.frames);
    }
  }

  async function probe(): Promise<void> {
    try {
      await (await current()).probe();
      changeState(null);
    } catch (error) {
      changeState(journalError(error));
      if (writer?.isSpent) sealWanted = true;
    }
  }

  /** One thing at a time touches the file. */
  function enqueue(work: () => Promise<void>): Promise<void> {
    const turn = (running ?? Promise.resolve()).then(work).finally(() => {
      if (running !== turn) return;
      running = null;
      if (gathering.appends.length > 0 || sealWanted) kick();
    });
    running = turn;
    return turn;
  }

  function kick(): void {
    // Callers of one turn of the loop come in a row (the door sees to it), so they are all there by the next microtask.
    if (!running) void enqueue(run);
  }

  function changeState(problem: JournalUnavailable | null): void {
    const isWritable = problem === null;
    if (!isWritable && !closed) {
      probing ??= setTimeout(() => {
        probing = undefined;
        if (!closed && !writable) void enqueue(probe);
      }, PROBE_EVERY_MS).unref();
    }
    if (isWritable === writable) return;
    writable = isWritable;
    onState(problem);
  }

  return {
    async append(events) {
      if (closed) throw new JournalUnavailable('closed');
      if (events.length === 0) return;
      const batch = gathering;
      const { durable, refused } = batch;
      batch.appends.push(events);
      kick();
      await durable.promise;
      if (refused.has(events)) throw refused.get(events);
    },
    seal() {
      if (!writer || writer.segment.bytes === 0) return;
      sealWanted = true;
      kick();
    },
    get isWritable() {
      return writable;
    },
    async start() {
      try {
        await current();
      } catch (error) {
        throw journalError(error);
      }
    },
    async close() {
      closed = true;
      clearTimeout(probing);
      while (running) await running;
      await sealNow();
    },
  };
}

/** An empty batch; the memory of its frames is used again by the next but one. */
function batchIn(frames: FrameBuffer): Batch {
  return { frames, appends: [], refused: new Map(), durable: newDurable() };
}

/**
 * Writes the events of a batch one after the other as JSON, and returns them. Done here rather than as each comes,
 * because it takes a third of the time in a row.
 */
function putInFrames({ frames, appends, refused }: Batch): AcceptedEvent[] {
  const put: AcceptedEvent[] = [];
  for (const events of appends) {
    try {
      // All of them first: an event that is no JSON must not leave its neighbours half appended.
      const payloads = events.map((event) => JSON.stringify(event));
      for (const payload of payloads) frames.add(payload);
      for (const event of events) put.push(event);
    } catch (error) {
      refused.set(events, error);
    }
  }
  return put;
}

interface Durable {
  promise: Promise<void>;
  resolve(): void;
  reject(error: JournalUnavailable): void;
}

function newDurable(): Durable {
  let resolve = () => {};
  let reject: Durable['reject'] = () => {};
  const promise = new Promise<void>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}
