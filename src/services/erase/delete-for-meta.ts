import { conversationIdOf } from '../../domain/ids.ts';
import { hashOf } from '../../lib/ids.ts';
import type { Eraser, EraserDeps } from './eraser.ts';

export interface MetaDeletion {
  pageId: string;
  /** App-scoped id of Meta's callback: hardly ever the id of a conversation itself. */
  userId: string;
  issuedAtMs: number | null;
}

/**
 * Meta asks for somebody's erasure. A person who is known by this id, or by the one that Meta tells for our Page, is
 * erased; nobody else is found, and the code says so.
 *
 * @returns the code that Meta shows to the person.
 */
export async function deleteForMeta(
  { pageId, userId, issuedAtMs }: MetaDeletion,
  deps: Pick<EraserDeps, 'stores' | 'storage' | 'clock'> & {
    eraser: Pick<Eraser, 'begin'>;
    /** The id on our Page of somebody of our app, or null. */
    pageScopedId(userId: string): Promise<string | null>;
  },
): Promise<string> {
  const occasion = `meta:${userId}:${issuedAtMs ?? 0}`;
  const find = (id: string) => deps.storage.conversations.get(conversationIdOf('messenger', pageId, id));
  let conversation = await find(userId);
  if (!conversation) {
    const onPage = await deps.pageScopedId(userId);
    conversation = onPage === null ? null : await find(onPage);
  }
  if (conversation) {
    const { personId } = conversation.value;
    const conversationId = conversation.id;
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
