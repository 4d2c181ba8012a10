import type { Lane } from '../../domain/message.ts';
import { HOLD_ID, type Hold } from '../../domain/records/hold.ts';
import type { Clock } from '../../lib/clock.ts';
import { Second } from '../../lib/duration.ts';
import type { Outbox, OutboxAdmin, OutboxChange, OutboxRow, OutboxState } from '../../storage/outbox.ts';
import type { Records } from '../../storage/records.ts';

/** Rows whose outcome is open: they are what would go out. */
const OPEN_STATES = ['pending', 'sending', 'unknown'] as const satisfies OutboxState[];
const PAGE_ROWS = 200;
const LEASE_MS = 10 * Second.ms;

export interface ReleaseDeps {
  holds: Records<Hold>;
  outbox: Outbox & OutboxAdmin;
  clock: Clock;
}

/** What would go out, by lane: `older` was waiting when the backup was made, and has probably gone out since. */
export interface WaitingCounts {
  lane: Lane;
  older: number;
  newer: number;
}

/** Nothing is changed. Null when the system is not held. */
export async function listWaiting(
  deps: ReleaseDeps,
): Promise<{ hold: Hold; waiting: WaitingCounts[] } | null> {
  const hold = (await deps.holds.get(HOLD_ID))?.value;
  if (!hold) return null;
  const counts = new Map<Lane, WaitingCounts>();
  for await (const row of openRows(deps)) {
    const count = counts.get(row.lane) ?? { lane: row.lane, older: 0, newer: 0 };
    count[isOlder(row, hold) ? 'older' : 'newer']++;
    counts.set(row.lane, count);
  }
  return { hold, waiting: [...counts.values()] };
}

/**
 * Lets the system go on. What was waiting when the backup was made is not sent, unless `sendOlder`: broadcasts end as
 * `unknown`, for an officer to decide; replies are owed, and given when the person next writes; nothing of a safety card
 * is left.
 *
 * @returns how many rows were kept back; null when the system is not held.
 */
export async function releaseSystem(sendOlder: boolean, deps: ReleaseDeps): Promise<number | null> {
  const hold = (await deps.holds.get(HOLD_ID))?.value;
  if (!hold) return null;
  let keptBack = 0;
  if (!sendOlder) {
    const older: OutboxRow[] = [];
    for await (const row of openRows(deps)) if (isOlder(row, hold)) older.push(row);
    for (const row of older) if (await keepBack(row, deps)) keptBack++;
  }
  await deps.holds.remove(HOLD_ID);
  return keptBack;
}

function isOlder({ createdAtMs }: OutboxRow, { backupAtMs }: Hold): boolean {
  return backupAtMs !== null && createdAtMs <= backupAtMs;
}

async function* openRows({ outbox }: ReleaseDeps): AsyncGenerator<OutboxRow> {
  for (const state of OPEN_STATES) {
    let after: string | undefined;
    do {
      const page = await outbox.list(state, PAGE_ROWS, after);
      yield* page.items;
      after = page.cursor ?? undefined;
    } while (after);
  }
}

async function keepBack(row: OutboxRow, { outbox, clock }: ReleaseDeps): Promise<boolean> {
  const nowMs = clock.systemNow();
  if (row.lane === 'broadcast' && row.state === 'unknown') return false;
  const lane = await outbox.claim(row, 'release', Math.max(nowMs, row.notBeforeMs), LEASE_MS, 1);
  if (!lane) return false;
  const changed = await outbox.update(row.id, lane.fence, changeFor(row, nowMs));
  await outbox.release(row, lane.fence);
  return changed;
}

function changeFor({ lane }: OutboxRow, atMs: number): OutboxChange {
  switch (lane) {
    case 'broadcast':
      return { to: 'unknown', notBeforeMs: atMs, reason: 'restored' };
    case 'reply':
      return { to: 'skipped', reason: 'restored', atMs };
    case 'safety':
      return { to: 'remove' };
  }
}
