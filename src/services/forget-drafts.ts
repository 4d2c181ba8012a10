import type { Conversation } from '../domain/conversation.ts';
import type { FlowRun } from '../domain/flow-state.ts';
import type { Clock } from '../lib/clock.ts';
import { Day, Second } from '../lib/duration.ts';
import type { Ids } from '../lib/ids.ts';
import type { Conversations } from '../storage/conversations.ts';
import { allRecords, changeRecord } from './change-record.ts';
import type { Stores } from './stores.ts';

/** What somebody wrote who has not consented is gone after so long (`/privacy` promises it). */
const UNCONSENTED_LIFE_MS = 1 * Day.ms;

const LEASE_MS = 10 * Second.ms;
const PAGE = 200;

export interface ForgetDraftsDeps {
  conversations: Conversations;
  stores: Pick<Stores, 'draftMedia'>;
  clock: Clock;
  ids: Ids;
  /** Days after which an unfinished form of somebody who consented is given up. */
  draftDays: number;
}

/**
 * Gives up forms that nobody finished, with their answers and photos. A conversation that is at work is left for the next
 * round. @returns how many conversations it changed.
 */
export async function forgetDrafts(deps: ForgetDraftsDeps): Promise<number> {
  let changed = 0;
  for (const consented of [false, true]) {
    for (let isFull = true, moved = 1; isFull && moved > 0; changed += moved) {
      const query = { consented, beforeMs: oldBeforeMs(consented, deps), limit: PAGE };
      const ids = await deps.conversations.oldDrafts(query);
      moved = 0;
      for (const id of ids) if (await forgetIn(id, deps)) moved++;
      isFull = ids.length === PAGE;
    }
  }
  return changed;
}

function oldBeforeMs(consented: boolean, { clock, draftDays }: ForgetDraftsDeps): number {
  return clock.businessNow() - (consented ? draftDays * Day.ms : UNCONSENTED_LIFE_MS);
}

function oldRuns({ flow, consent }: Conversation, deps: ForgetDraftsDeps): FlowRun[] {
  const beforeMs = oldBeforeMs(consent !== null, deps);
  const runs = flow.active ? [...flow.paused, flow.active] : flow.paused;
  return runs.filter(({ touchedAtMs }) => touchedAtMs < beforeMs);
}

async function forgetIn(id: string, deps: ForgetDraftsDeps): Promise<boolean> {
  const { conversations, clock, ids } = deps;
  const claimed = await conversations.claim(id, ids.next(), clock.systemNow(), LEASE_MS);
  if (!claimed) return false;
  try {
    const old = oldRuns(claimed.value, deps);
    // Without an old form the index was left behind by an older build: writing anew sets it right.
    const { flow } = claimed.value;
    const keeps = (run: FlowRun) => !old.includes(run);
    const next = {
      ...claimed.value,
      flow: {
        ...flow,
        active: flow.active && keeps(flow.active) ? flow.active : null,
        paused: flow.paused.filter(keeps),
      },
    };
    if ((await conversations.commit(id, claimed.fence, claimed.version, next)) === null) return false;
    for (const run of old) await dropMedia(run.id, deps);
    return true;
  } finally {
    await conversations.release(id, claimed.fence);
  }
}

/** The daily clean-up then removes the bytes. */
async function dropMedia(draftId: string, { stores }: ForgetDraftsDeps): Promise<void> {
  for await (const { id } of allRecords(stores.draftMedia, { index: 'byDraft', equals: [draftId] })) {
    await changeRecord(stores.draftMedia, id, (old) =>
      old.state === 'dropped' ? null : { ...old, state: 'dropped' as const, url: null },
    );
  }
}
