import { createHash } from 'node:crypto';

/** Deeper parts of an event do not enter its hash: a hostile nesting must not overflow the stack. */
const MAX_DEPTH = 64;

/**
 * SHA-256 (hex) of one platform event, for events without an id of their own. The order of keys does not matter, so
 * that the same event delivered again, or in another batch, has the same hash.
 */
export function hashEvent(event: unknown): string {
  return createHash('sha256').update(canonicalJson(event, 0)).digest('hex');
}

function canonicalJson(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (depth >= MAX_DEPTH) return '"…"';
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item, depth + 1)}`).join(',')}}`;
}
