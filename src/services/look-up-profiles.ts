import type { ProfileLookup } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import { type ChannelId, partsOfConversationId } from '../domain/ids.ts';
import type { Identity } from '../domain/records/person.ts';
import type { Clock } from '../lib/clock.ts';
import { Day, Hour, Second } from '../lib/duration.ts';
import type { Conversations } from '../storage/conversations.ts';
import { changeRecord } from './change-record.ts';
import type { Stores } from './stores.ts';

/** A name is asked for again after so long. */
const KEEP_MS = 30 * Day.ms;

const AGAIN_AFTER_MS = Hour.ms;

const CALL_TIMEOUT_MS = 10 * Second.ms;

/** People looked up in one go. */
const LIMIT = 20;

export interface LookUpProfilesDeps {
  lookups: ReadonlyMap<ChannelId, ProfileLookup>;
  /** Only people of this account are known to its platform. */
  accountOf(channel: ChannelId): string | null;
  stores: Pick<Stores, 'identities'>;
  conversations: Pick<Conversations, 'get'>;
  clock: Clock;
}

/**
 * Asks the platforms for the names of people who have consented, behind their turns. Everything goes on without a name:
 * many do not show one, and not every account may ask.
 */
export function createProfileLookUp(deps: LookUpProfilesDeps): () => Promise<void> {
  return async () => {
    const to = deps.clock.systemNow() + 1;
    const due = await deps.stores.identities.find({ index: 'byProfileDue', from: 0, to, limit: LIMIT });
    for (const { id } of due.items) {
      const found = await lookUp(id, deps);
      await changeRecord(deps.stores.identities, id, (old) => ({ ...old, ...found }));
    }
  };
}

type Found = Pick<Identity, 'displayName' | 'profileDueAtMs'>;

async function lookUp(conversationId: string, deps: LookUpProfilesDeps): Promise<Found> {
  const { channel, accountId, userId } = partsOfConversationId(conversationId);
  const lookup = deps.lookups.get(channel);
  const conversation = await deps.conversations.get(conversationId);
  const isOurs = deps.accountOf(channel) === accountId;
  if (!lookup || !isOurs || !conversation?.value.consent) return { profileDueAtMs: null };
  const nowMs = deps.clock.systemNow();
  try {
    const profile = await lookup.profile(userId, AbortSignal.timeout(CALL_TIMEOUT_MS));
    return { displayName: profile?.displayName ?? null, profileDueAtMs: nowMs + KEEP_MS };
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    return { profileDueAtMs: nowMs + Math.max(AGAIN_AFTER_MS, error.retryAfterMs ?? 0) };
  }
}
