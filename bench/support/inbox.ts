import { join } from 'node:path';
import { openConnection } from '../../src/storage/sqlite/connection.ts';

const WAIT_MS = 1_000;

export interface InboxState {
  /** State by event key. */
  stateOf: ReadonlyMap<string, string>;
  done: number;
}

/** Reads the inbox of a stopped or running server's database. */
export function readInbox(dataDir: string): InboxState {
  const db = openConnection(join(dataDir, 'loa.db'), WAIT_MS);
  const rows = db.prepare<{ key: string; state: string }>('SELECT key, state FROM inbox').all();
  db.close();
  const stateOf = new Map(rows.map(({ key, state }) => [key, state]));
  return { stateOf, done: rows.filter(({ state }) => state === 'done').length };
}
