import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { QUARANTINE } from './adopt.ts';
import { createAdoption } from './adoption.ts';
import { createAppender } from './appender.ts';
import { createBacklog } from './backlog.ts';
import { createDrainer } from './drainer.ts';
import { journalError } from './errors.ts';
import type { Journal } from './journal.ts';
import { type Owner, ownerPath, ownFolder } from './owner.ts';
import { keepRefused } from './recover.ts';
import { listSegments, segmentPath } from './segment.ts';

/** How long a drained segment is kept for more events, so that no text stays on disk for long. */
const KEEP_DRAINED_MS = 1_000;
const FIRST_RETRY_MS = 100;
const INSTANCE_ID = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/;

export interface JournalOptions {
  /** Folder of the journals of all instances: `DATA_DIR/journal`. Made when it is missing. */
  dir: string;
  /** Names our own folder; unique among the processes that share `dir`. */
  instanceId: string;
  clock: Clock;
  /**
   * True when no other process can use `dir` (the embedded store's lock is ours): every other journal in it is then
   * taken over at once. False: only those whose process is gone, now and from time to time.
   */
  exclusive: boolean;
  logger?: Logger;
  /** Whether callers crowd at the door, so that draining makes way. Default never. */
  isCrowded?: () => boolean;
  /** Pause after the sink's first refusal, ms; it doubles up to 5 s. Default 100. */
  firstRetryMs?: number;
}

/**
 * Opens the instance's journal, mends and adopts what earlier processes left, and begins a segment.
 *
 * @throws {JournalUnavailable} when nothing can be written.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  if (!INSTANCE_ID.test(options.instanceId) || options.instanceId === QUARANTINE) {
    throw new RangeError(`[journal] not a name for an instance: ${options.instanceId}`);
  }
  try {
    return await open(options);
  } catch (error) {
    throw journalError(error);
  }
}

async function open(options: JournalOptions): Promise<Journal> {
  const { dir, instanceId, clock, exclusive, logger } = options;
  const folder = join(dir, instanceId);
  await makeFolder(folder);
  let quarantined = 0;
  const noteUnreadable = (count: number): void => {
    quarantined += count;
    logger?.error({ count }, 'journal frames could not be read');
  };
  const backlog = createBacklog(noteUnreadable);
  const own = await listSegments(folder);
  let number = own.at(-1) ?? 0;
  const nextPath = (): string => segmentPath(folder, ++number);
  const adoption = createAdoption({
    dir,
    instanceId,
    exclusive,
    clock,
    backlog,
    nextPath,
    noteUnreadable,
    logger,
  });
  await adoption.takeOver(own.map((one) => segmentPath(folder, one)));
  const owner: Owner | null = exclusive ? null : await ownFolder(folder, clock.systemNow);

  const drainer = createDrainer({
    backlog,
    firstRetryMs: options.firstRetryMs ?? FIRST_RETRY_MS,
    isCrowded: options.isCrowded ?? (() => false),
    onIdle: () => trim(),
    onFailure: (error, attempt) => logger?.warn({ err: error, attempt }, 'journal could not be drained'),
    putAside: async (event, error) => {
      await keepRefused(event, join(dir, QUARANTINE));
      logger?.error({ err: error, kind: event.kind }, 'the inbox refuses an event');
      noteUnreadable(1);
    },
  });
  const appender = createAppender({
    backlog,
    isShared: !exclusive,
    nextPath,
    onDurable: drainer.wake,
    onState: (problem) => {
      if (problem) logger?.error({ code: problem.code }, 'journal cannot be written');
      else logger?.info('journal can be written again');
    },
  });
  await appender.start();

  /** Gives the current segment up a while after it was drained; sealing one in use is harmless. */
  let trimming: NodeJS.Timeout | undefined;
  function trim(): void {
    trimming ??= setTimeout(() => {
      trimming = undefined;
      appender.seal();
    }, KEEP_DRAINED_MS).unref();
  }

  const stopLooking = exclusive ? undefined : adoption.keepLooking(drainer.wake);

  let draining = false;
  let closing: Promise<void> | undefined;
  async function close(graceMs: number): Promise<void> {
    const deadline = performance.now() + graceMs;
    await appender.close();
    if (draining) await within(backlog.emptied(), graceMs);
    await drainer.stop(Math.max(0, deadline - performance.now()));
    clearTimeout(trimming);
    stopLooking?.();
    owner?.stop();
    if (backlog.size() > 0) return;
    await backlog.peek(0);
    await rm(ownerPath(folder), { force: true });
    await rmdir(folder).catch(() => undefined);
  }

  return {
    append: appender.append,
    startDraining(sink) {
      draining = true;
      drainer.start(sink);
    },
    drained: backlog.emptied,
    lag: () => {
      const oldestAtMs = backlog.oldestAtMs();
      return {
        events: backlog.size(),
        oldestMs: oldestAtMs === null ? 0 : Math.max(0, clock.systemNow() - oldestAtMs),
        writable: appender.isWritable,
        quarantined,
      };
    },
    close(graceMs) {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

/** Resolves with `work`, or after `limitMs`. */
async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, expired]);
  clearTimeout(timer);
}
