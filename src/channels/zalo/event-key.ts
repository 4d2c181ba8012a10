import type { EventKind } from '../../domain/activity.ts';
import { hashEvent } from '../hash-event.ts';
import { keyWordOf } from '../key-word.ts';

/**
 * `zalo:<oa>:<kind>:<message id>`, or the hash of the event where Zalo gives no id of its own. Receipts and reactions
 * repeat the id of the message that they are about (platform dossier "Zalo" §10), so they are told apart by hash.
 */
export function eventKeyOf(
  oaId: string,
  kind: EventKind,
  messageId: string | undefined,
  rawEvent: unknown,
): string {
  return `zalo:${oaId}:${messageId === undefined ? `${kind}:${hashEvent(rawEvent)}` : `${keyWordOf(kind)}:${messageId}`}`;
}
