import { type Conversation, newConversation } from '../../domain/conversation.ts';
import type { Erasure } from '../../domain/records/erasure.ts';
import type { Clock } from '../../lib/clock.ts';
import { Minute, Second } from '../../lib/duration.ts';
import type { Ids } from '../../lib/ids.ts';
import { hashOf } from '../../lib/ids.ts';
import type { OutboxState } from '../../storage/outbox.ts';
import type { Blobs, Storage } from '../../storage/storage.ts';
import { changeConversation } from '../change-conversation.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import type { ConsentProofs } from '../consent-proofs.ts';
import type { LinkCodes } from '../links/link-codes.ts';
import { unlinkPerson } from '../links/link-people.ts';
import { peopleOf } from '../links/linked-people.ts';
import type { Stores } from '../stores.ts';
import { eraseConversationRecords } from './erase-conversation-records.ts';
import { erasePerson } from './erase-person.ts';
import type { Tombstones } from './tombstones.ts';

/** The last message has so long to go out; then everything goes without it. */
const FAREWELL_LIFE_MS = 10 * Minute.ms;

const LEASE_MS = 10 * Second.ms;

const ON_ITS_WAY: readonly OutboxState[] = ['pending', 'sending', 'unknown'];

export interface EraserDeps {
  stores: Stores;
  storage: Storage;
  blobs: Pick<Blobs, 'remove'>;
  tombstones: Tombstones;
  consents: Pick<ConsentProofs, 'end'>;
  linkCodes: Pick<LinkCodes, 'drop'>;
  clock: Clock;
  ids: Ids;
}

export interface EraseRequest {
  /** Names the occasion: the same one twice is one erasure. */
  occasion: string;
  source: Erasure['source'];
  conversationId: string;
  personId: string | null;
  farewellId: string | null;
}

/** Erases people: their records at once, the last message and the conversation as soon as it has gone out. */
export interface Eraser {
  /** @returns the code with which the state can be asked for. */
  begin(request: EraseRequest): Promise<string>;
  /** The rest of one erasure; called by the sweep until it is `done`. */
  finish(code: string): Promise<'done' | 'later'>;
}

export function createEraser(deps: EraserDeps): Eraser {
  const { stores, storage, clock } = deps;

  async function finish(code: string): Promise<'done' | 'later'> {
    const erasure = (await stores.erasures.get(code))?.value;
    if (erasure?.state !== 'open') return 'done';
    if (!(await farewellIsOut(erasure))) return 'later';
    for (const conversationId of erasure.conversationIds) {
      if (!(await eraseConversation(conversationId))) return 'later';
    }
    await changeRecord(
      stores.erasures,
      code,
      (old): Erasure => ({
        ...old,
        ...{ state: 'done', conversationIds: [], farewellId: null, doneAtMs: clock.businessNow() },
      }),
    );
    // Only now nothing names the person any more: what the files still hold of old pages goes.
    await storage.scrub?.();
    return 'done';
  }

  async function farewellIsOut({ farewellId, requestedAtMs }: Erasure): Promise<boolean> {
    if (farewellId === null || clock.businessNow() > requestedAtMs + FAREWELL_LIFE_MS) return true;
    const row = await storage.outbox.get(farewellId);
    return row !== null && !ON_ITS_WAY.includes(row.state);
  }

  /** False when somebody works on it, or when the person has written again: then their new words come first. */
  async function eraseConversation(conversationId: string): Promise<boolean> {
    const nowMs = clock.systemNow();
    const claimed = await storage.conversations.claim(conversationId, deps.ids.next(), nowMs, LEASE_MS);
    if (!claimed) return false;
    const hasNewWords = (await storage.inbox.next(conversationId, nowMs)) !== null;
    // Consent given since then is a new beginning: its conversation stays.
    const isNewLife = claimed.value.personId !== null;
    if (hasNewWords || isNewLife) {
      await storage.conversations.release(conversationId, claimed.fence);
      return isNewLife;
    }
    await Promise.all([
      storage.inbox.erase(conversationId),
      storage.outbox.erase(conversationId),
      storage.conversations.erase(conversationId),
    ]);
    return true;
  }

  return {
    async begin({ occasion, source, conversationId, personId, farewellId }) {
      const code = codeOf(occasion);
      const conversationIds = [conversationId];
      const people = personId === null ? [] : await erasedWith(personId, source);
      for (const person of people) {
        const own = allRecords(stores.identities, { index: 'byPerson', equals: [person] });
        for await (const { id } of own) if (id !== conversationId) conversationIds.push(id);
      }
      const requestedAtMs = clock.businessNow();
      const erasure = { source, conversationIds, farewellId, requestedAtMs, doneAtMs: null };
      await stores.erasures.insertIfAbsent(code, { ...erasure, state: 'open' });
      // A repeated begin finds the identities gone: the first one's list counts.
      const listed = (await stores.erasures.get(code))?.value.conversationIds ?? conversationIds;
      for (const id of listed) {
        const lastMs = (await storage.conversations.get(id))?.value.lastOrder?.[0] ?? clock.systemNow();
        await deps.tombstones.bury(id, lastMs);
        await deps.consents.end(id);
        await deps.linkCodes.drop(id);
        await eraseConversationRecords(id, deps);
        // In the chat the turn itself has emptied its conversation.
        if (id !== conversationId || source === 'meta') await unbind(id);
      }
      for (const person of people) await erasePerson(person, deps);
      // Last, so that a repeated begin still knows whom to erase.
      if (personId !== null) await unlinkPerson(personId, stores);
      return code;
    },
    finish,
  };

  /**
   * Who says XÓA DỮ LIỆU is erased in both of their linked chats. What a platform asks for is about that platform alone: the
   * other chat goes on, without the link.
   */
  async function erasedWith(personId: string, source: Erasure['source']): Promise<string[]> {
    return source === 'chat' ? peopleOf(personId, stores) : [personId];
  }

  /** A conversation that no turn has emptied knows the person no more; it goes with the rest. */
  async function unbind(id: string): Promise<void> {
    const { conversations } = storage;
    const emptied = ({ lastOrder, following }: Conversation) => ({
      ...newConversation(),
      lastOrder,
      following,
    });
    await changeConversation(id, emptied, { conversations, ids: deps.ids, clock });
  }
}

/** Short enough to be read out, and tells nothing about who asked. */
function codeOf(occasion: string): string {
  return `XD${hashOf('erasure', occasion).slice(0, 12).toUpperCase()}`;
}
