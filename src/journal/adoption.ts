import { join } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { adoptAbandoned, QUARANTINE } from './adopt.ts';
import type { Backlog } from './backlog.ts';
import { isAbandoned } from './owner.ts';
import { recoverSegment } from './recover.ts';

/** How often the journals of other processes are looked at. */
const LOOK_EVERY_MS = 30_000;

/** Brings what earlier and dead processes left into the backlog. */
export interface Adoption {
  /** Adopts, mends and queues everything abandoned, and then the given segments of our own folder. */
  takeOver(own: readonly string[]): Promise<void>;
  /** Looks again from time to time. @returns what ends it. */
  keepLooking(onFound: () => void): () => void;
}

export interface AdoptionOptions {
  dir: string;
  instanceId: string;
  exclusive: boolean;
  clock: Clock;
  backlog: Backlog;
  nextPath: () => string;
  noteUnreadable: (count: number) => void;
  logger?: Logger | undefined;
}

export function createAdoption(options: AdoptionOptions): Adoption {
  const { dir, instanceId, exclusive, clock, backlog, nextPath, noteUnreadable, logger } = options;
  // Ours on disk but not yet in the backlog; what fails to be read stays here and is tried again.
  const found: string[] = [];
  let isLooking = false;

  async function takeIn(): Promise<number> {
    let segments = 0;
    for (let path = found[0]; path; path = found[0]) {
      const { segment, events, quarantined, cutBytes } = await recoverSegment(path, join(dir, QUARANTINE));
      backlog.push(segment, events);
      found.shift();
      segments++;
      if (quarantined > 0) noteUnreadable(quarantined);
      if (cutBytes > 0) logger?.warn({ cutBytes }, 'the unfinished end of a journal was cut off');
    }
    if (segments > 0) logger?.info({ segments }, 'journals of earlier processes taken over');
    return segments;
  }

  const adopt = () =>
    adoptAbandoned({
      dir,
      instanceId,
      nextPath,
      isAbandoned: async (folder) => exclusive || isAbandoned(folder, clock.systemNow()),
      onAdopted: (path) => found.push(path),
    });

  async function look(onFound: () => void): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      await adopt();
    } catch (error) {
      logger?.warn({ err: error }, 'journals could not be adopted');
    }
    try {
      if ((await takeIn()) > 0) onFound();
    } catch (error) {
      logger?.warn({ err: error }, 'an adopted journal could not be read');
    }
    isLooking = false;
  }

  return {
    async takeOver(own) {
      await adopt();
      found.push(...own);
      await takeIn();
    },
    keepLooking(onFound) {
      const timer = setInterval(() => void look(onFound), LOOK_EVERY_MS).unref();
      return () => clearInterval(timer);
    },
  };
}
