import mongoose, { type Connection } from 'mongoose';
import { Second } from '../../lib/duration.ts';
import { storageError } from './errors.ts';

/** A server that does not answer within this counts as away: accepting goes on by the journal, work waits. */
const AWAY_MS = 2 * Second.ms;
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

/**
 * Connects and waits until there is a server to write to. Nothing is buffered: without a server every call fails.
 *
 * @param awayMs - How long a silent server is waited for.
 * @throws {StorageUnavailable} `unreachable` with advice.
 */
export async function connect(uri: string, awayMs = AWAY_MS): Promise<Connection> {
  return connectWith(uri, { ...POOL, socketTimeoutMS: awayMs }, awayMs);
}

/** Runs work that may take long, such as building an index, on a connection of its own without a time limit. */
export async function onSlowConnection<T>(
  uri: string,
  work: (db: Connection) => Promise<T>,
  awayMs = AWAY_MS,
): Promise<T> {
  const connection = await connectSlowly(uri, awayMs);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** A connection without a time limit, for work that may take long; its owner closes it. */
export function connectSlowly(uri: string, awayMs = AWAY_MS): Promise<Connection> {
  return connectWith(uri, { maxPoolSize: 2, socketTimeoutMS: 0 }, awayMs);
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
      heartbeatFrequencyMS: AWAY_MS,
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
