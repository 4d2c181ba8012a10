import type { Connection } from './connection.ts';

export const FENCE_QUERIES = {
  next: `UPDATE counters SET value = value + 1 WHERE name = 'fence' RETURNING value`,
} as const;

/** Hands out fences that rise with each claim. Call it inside a group-commit closure. */
export function fenceCounter(db: Connection): () => number {
  const next = db.prepare<{ value: number }>(FENCE_QUERIES.next);
  return () => (next.all()[0] as { value: number }).value;
}
