import type { EventKind } from '../../domain/activity.ts';
import { hashEvent } from '../hash-event.ts';
import { keyWordOf } from '../key-word.ts';

/** Longer ids are not Meta's; such an event is known by its hash. */
const MAX_ID_CHARS = 512;

/**
 * `messenger:<page>:<kind>:<platform id>[:<action>]`, or the hash of the single event where Meta gives no id of its own
 * (reactions, receipts and hand-overs repeat other messages' ids or have none).
 *
 * @param rawEvent - The item as received, without its batch, so that any batch gives the same key.
 */
export function eventKeyOf(
  pageId: string,
  kind: EventKind,
  platformId: string | null | undefined,
  rawEvent: unknown,
): string {
  if (platformId && platformId.length <= MAX_ID_CHARS) {
    return `messenger:${pageId}:${keyWordOf(kind)}:${platformId}`;
  }
  return `messenger:${pageId}:${kind}:${hashEvent(rawEvent)}`;
}
