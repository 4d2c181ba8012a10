import type { Sequences } from '../storage.ts';
import type { Connection } from './connection.ts';
import type { GroupCommit } from './group-commit.ts';

export const SEQUENCE_QUERIES = {
  known: 'SELECT number FROM sequence_numbers WHERE scope = ? AND key = ?',
  highest: 'SELECT max(number) AS number FROM sequence_numbers WHERE scope = ?',
  reserve: 'INSERT INTO sequence_numbers (scope, key, number) VALUES (?, ?, ?)',
} as const;

export function sqliteSequences(db: Connection, commits: GroupCommit): Sequences {
  const known = db.prepare<{ number: number }>(SEQUENCE_QUERIES.known);
  const highest = db.prepare<{ number: number | null }>(SEQUENCE_QUERIES.highest);
  const reserve = db.prepare(SEQUENCE_QUERIES.reserve);
  return {
    reserve: (scope, key) =>
      commits.write(() => {
        const before = known.get([scope, key]);
        if (before) return before.number;
        const number = (highest.get([scope])?.number ?? 0) + 1;
        reserve.run([scope, key, number]);
        return number;
      }),
  };
}
