import mongoose, { type Connection } from 'mongoose';
import { Minute, Second } from '../../lib/duration.ts';
import { storageError } from './errors.ts';
import { type Lifeline, lifeline, type Standstill } from './lifeline.ts';

/** A server that does not answer within this counts as away: accepting goes on by the journal, work waits. */
const AWAY_MS = 2 * Second.ms;
/**
 * How often the driver looks after each server. The driver looks at once when a call finds no server, but never sooner than
 * 500 ms after the last look: looking that often, it does not begin a look just while the line breaks, and stands still
 * (see `lifeline.ts`) nearly never. It also notices sooner that a server is back.
 */
const LOOK_EVERY_MS = 500;
/** Less than the socket's time-out, so that a slow majority is told by its own error and the socket stays. */
const MAJORITY_MS = 1_500;
/** Connections of one process; a turn or a send holds one for a few milliseconds. */
const POOL = { maxPoolSize: 20, minPoolSize: 1, maxIdleTimeMS: 60 * Second.ms };

const DEFAULT_DATABASE = 'loa_thon';

/**
 * What no address may weaken: writes count when a majority has them in its journal; reads see only what cannot be
 * rolled back, from the primary, so that what was just written is seen.
 */
const SAFE = {
  w: 'majority',
  journal: true,
  wtimeoutMS: MAJORITY_MS,
  readConcernLevel: 'majority',
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
} as const;

/** So many times as long as a silent server is waited for: no method of a store takes that long by itself. */
const BEATS_OF_WORK = 10;
/** Building an index, or reading everything for a backup. */
const SLOW_WORK_MS = 60 * Minute.ms;

/** A connection that outlives servers that come and go. */
export interface Line extends Pick<Lifeline, 'bounded'> {
  db: Connection;
  close(): Promise<void>;
}

export interface LineOptions {
  /** How long a silent server is waited for, ms. Default 2 s. */
  awayMs?: number | undefined;
  /** Pause between two looks of the driver's monitors. Default half a second. */
  lookEveryMs?: number | undefined;
  /** The driver stood still and begins anew. */
  onRenew?: ((why: Standstill) => void) | undefined;
}

/**
 * Connects and waits until there is a server to write to. Nothing is buffered: without a server every call fails.
 *
 * @throws {StorageUnavailable} `unreachable` with advice.
 */
export async function connect(
  uri: string,
  { awayMs = AWAY_MS, lookEveryMs = LOOK_EVERY_MS, onRenew }: LineOptions = {},
): Promise<Line> {
  const options = { ...POOL, socketTimeoutMS: awayMs, heartbeatFrequencyMS: lookEveryMs };
  const db = await connectWith(uri, options, awayMs);
  return lineOn(db, { beatMs: Math.max(awayMs, lookEveryMs), beatsOfWork: BEATS_OF_WORK, onRenew });
}

/** Runs work that may take long, such as building an index, on a connection of its own without a time limit. */
export async function onSlowConnection<T>(
  uri: string,
  work: (db: Connection) => Promise<T>,
  awayMs = AWAY_MS,
): Promise<T> {
  const { db, bounded, close } = await connectSlowly(uri, awayMs);
  try {
    return await bounded(work(db));
  } finally {
    await close();
  }
}

/** A connection whose commands may take long; its owner closes it. */
export async function connectSlowly(uri: string, awayMs = AWAY_MS): Promise<Line> {
  const db = await connectWith(
    uri,
    { maxPoolSize: 2, socketTimeoutMS: 0, heartbeatFrequencyMS: LOOK_EVERY_MS },
    awayMs,
  );
  return lineOn(db, { beatMs: awayMs, beatsOfWork: Math.ceil(SLOW_WORK_MS / awayMs) });
}

function lineOn(db: Connection, options: Parameters<typeof lifeline>[1]): Line {
  const { bounded, stop } = lifeline(db, options);
  return {
    db,
    bounded,
    async close() {
      stop();
      await db.close();
    },
  };
}

async function connectWith(
  uri: string,
  options: mongoose.ConnectOptions,
  awayMs: number,
): Promise<Connection> {
  const connection = mongoose.createConnection();
  // Troubles reach whoever asks; an event without a listener would end the process.
  connection.on('error', () => undefined);
  try {
    await connection.openUri(uri, {
      ...SAFE,
      ...options,
      ...(databaseOf(uri) ? {} : { dbName: DEFAULT_DATABASE }),
      appName: 'loa-thon',
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: awayMs,
      connectTimeoutMS: awayMs,
      waitQueueTimeoutMS: awayMs,
    });
    return connection;
  } catch (error) {
    await connection.destroy().catch(() => undefined);
    throw storageError(error);
  }
}

/** The database that the address names; empty when it leaves that to us. */
function databaseOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1] ?? '';
}
