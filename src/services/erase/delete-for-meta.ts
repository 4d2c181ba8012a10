import { conversationIdOf } from '../../domain/ids.ts';
import { hashOf } from '../../lib/ids.ts';
import type { Eraser, EraserDeps } from './eraser.ts';

export interface MetaDeletion {
  pageId: string;
  /** App-scoped id of Meta's callback: only sometimes the id of a conversation. */
  userId: string;
  issuedAtMs: number | null;
}

/**
 * Meta asks for somebody's erasure. A person who is known by this id is erased; for anybody else there is nothing to
 * erase, and the code says so.
 *
 * @returns the code that Meta shows to the person.
 */
export async function deleteForMeta(
  { pageId, userId, issuedAtMs }: MetaDeletion,
  deps: Pick<EraserDeps, 'stores' | 'storage' | 'clock'> & { eraser: Pick<Eraser, 'begin'> },
): Promise<string> {
  const conversationId = conversationIdOf('messenger', pageId, userId);
  const occasion = `meta:${userId}:${issuedAtMs ?? 0}`;
  const conversation = await deps.storage.conversations.get(conversationId);
  if (conversation) {
    const { personId } = conversation.value;
    return deps.eraser.begin({ occasion, source: 'meta', conversationId, personId, farewellId: null });
  }
  const code = `XD${hashOf('erasure', occasion).slice(0, 12).toUpperCase()}`;
  const nowMs = deps.clock.businessNow();
  await deps.stores.erasures.insertIfAbsent(code, {
    ...{ source: 'meta', state: 'nothing', conversationIds: [], farewellId: null },
    ...{ requestedAtMs: nowMs, doneAtMs: nowMs },
  });
  return code;
}
