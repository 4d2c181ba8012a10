import { z } from 'zod';
import { partsOfConversationId } from '../../domain/ids.ts';
import { hashOf } from '../../lib/ids.ts';
import type { OutboxRow, OutboxState } from '../../storage/outbox.ts';
import { allRecords } from '../change-record.ts';
import { command } from './command.ts';

/** Rows an operator can look at, at most. */
const MAX_LISTED = 100;

const STATES = [
  'pending',
  'sending',
  'unknown',
  'sent',
  'failed',
  'skipped',
] as const satisfies OutboxState[];

/** What is on its way out, in one state or in every state that is not settled well. Never a text or a person's id. */
export const outboxList = command({
  name: 'outbox-list',
  input: z.object({ state: z.enum(STATES).nullable() }),
  audit: null,
  async run({ state }, { storage }) {
    const states: readonly OutboxState[] =
      state === null ? ['unknown', 'sending', 'pending', 'failed'] : [state];
    const rows: OutboxRow[] = [];
    for (const one of states) rows.push(...(await storage.outbox.list(one, MAX_LISTED)).items);
    return { counts: await storage.outbox.counts(), rows: rows.slice(0, MAX_LISTED).map(shown) };
  },
});

function shown({ id, conversationId, lane, state, reason, attempts, createdAtMs }: OutboxRow) {
  const { channel } = partsOfConversationId(conversationId);
  const recipient = hashOf(conversationId).slice(0, 12);
  return { id, channel, recipient, lane, state, reason, attempts, createdAtMs };
}

/** Sends one broadcast row again although nobody knows whether it has arrived. */
export const outboxRelease = command({
  name: 'outbox-release',
  input: z.object({ id: z.string() }),
  // The id of a row holds ids of the platform: the record gets none of them.
  audit: () => ({ action: 'outbox.release', target: 'outbox' }),
  async run({ id }, { storage }) {
    if (await storage.outbox.sendAgain(id)) return { released: true, found: null };
    const row = await storage.outbox.get(id);
    return { released: false, found: row && shown(row) };
  },
});

/** Whether each account may send, and what its lanes still hold. */
export const outboxLanes = command({
  name: 'outbox-lanes',
  input: z.object({}),
  audit: null,
  async run(_input, { storage, stores, clock }) {
    const accounts: { account: string; state: string; reason: string | null; sinceMs: number }[] = [];
    for await (const { id, value } of allRecords(stores.accountStates, { index: 'id' })) {
      const isHeld = value.notBeforeMs > clock.systemNow();
      const state = value.stopped ? 'stopped' : isHeld ? 'held' : 'open';
      accounts.push({ account: id, state, reason: value.reason, sinceMs: value.sinceMs });
    }
    return { accounts, open: await storage.outbox.openCounts() };
  },
});
