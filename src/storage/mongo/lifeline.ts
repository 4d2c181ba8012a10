import type { Connection, mongo } from 'mongoose';
import { StorageUnavailable } from '../storage.ts';

/** A monitor that has neither begun nor ended a look at its server for so many beats will never look again. */
const SILENT_BEATS = 4;

export interface Lifeline {
  /**
   * The same work, which settles in any case.
   *
   * @throws {StorageUnavailable} `unreachable` when it does not settle by itself; it may have been done all the same.
   */
  bounded<T>(work: Promise<T>): Promise<T>;
  /** Looks no more; for a connection that is about to be closed. */
  stop(): void;
}

export interface LifelineOptions {
  /** How often it looks, ms: the pause between two looks of the driver's own monitor, and no attempt to connect is longer. */
  beatMs: number;
  /** Work that has not settled after so many beats is given up. */
  beatsOfWork: number;
  /** The driver stands still; its connections are made anew. */
  onRenew?: ((why: Standstill) => void) | undefined;
}

/** What will never come to an end. */
export type Standstill = 'monitor' | 'work';

/**
 * Brings a client of the driver back to life that stands still for good.
 *
 * A closed socket is destroyed first, and `close` is told later. A command that the driver writes in between (mongodb 7.8
 * and 7.9, `Connection.writeCommand`) waits for a `drain` that never comes, and no time-out of the driver covers that. If
 * it is a command of ours, it never settles, and its connection is lost to the pool. If it is the look of a server's
 * monitor, which is likely just when a server goes away, nobody ever notices that the server is back.
 *
 * Beats are counted instead of time, so that a process that was itself stopped for a while suspects nobody.
 */
export function lifeline(connection: Connection, options: LifelineOptions): Lifeline {
  const client = connection.getClient();
  const monitors = watchMonitors(client);
  const calls = new Set<{ beats: number; giveUp: () => void }>();
  let standstill: Standstill | null = null;
  let renewing = false;

  function giveUpLostCalls(): void {
    for (const call of calls) {
      call.beats += 1;
      if (call.beats <= options.beatsOfWork) continue;
      standstill ??= 'work';
      call.giveUp();
    }
  }

  async function renew(why: Standstill): Promise<void> {
    renewing = true;
    try {
      options.onRenew?.(why);
      await client.close();
      await client.connect();
      standstill = null;
    } catch {
      // The server is away: the next beat tries again.
    } finally {
      renewing = false;
    }
  }

  const timer = setInterval(() => {
    giveUpLostCalls();
    if (monitors.isOneSilent()) standstill ??= 'monitor';
    if (standstill && !renewing) void renew(standstill);
  }, options.beatMs).unref();

  return {
    async bounded(work) {
      let giveUp = () => {};
      const lost = new Promise<never>((_, reject) => {
        giveUp = () =>
          reject(new StorageUnavailable('unreachable', 'MongoDB took a command and never answered'));
      });
      const call = { beats: 0, giveUp };
      calls.add(call);
      try {
        return await Promise.race([work, lost]);
      } finally {
        calls.delete(call);
      }
    },
    stop: () => clearInterval(timer),
  };
}

/** Counts the beats since each server's monitor was last heard of. */
function watchMonitors(client: mongo.MongoClient) {
  const silence = new Map<string, number>();
  const heard = ({ connectionId }: { connectionId: string }) => {
    if (silence.has(connectionId)) silence.set(connectionId, 0);
  };
  // Only a monitor that lives begins a look; one that was closed may still tell of an end.
  client.on('serverHeartbeatStarted', ({ connectionId }) => silence.set(connectionId, 0));
  client.on('serverHeartbeatSucceeded', heard);
  client.on('serverHeartbeatFailed', heard);
  client.on('serverClosed', ({ address }) => silence.delete(address));
  return {
    isOneSilent(): boolean {
      for (const [server, beats] of silence) silence.set(server, beats + 1);
      return [...silence.values()].some((beats) => beats > SILENT_BEATS);
    },
  };
}
