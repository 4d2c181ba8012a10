import type { EventKind } from '../domain/activity.ts';

/** Kinds that are one message to the platform, whichever way it was made. */
const MADE_BY_MESSAGE: readonly EventKind[] = ['message', 'tap', 'start'];

/**
 * How an event with a message id of its own is named in its key. A tap is read back from the platform's history as the
 * bare message that it was, so both must have one key.
 */
export function keyWordOf(kind: EventKind): EventKind {
  return MADE_BY_MESSAGE.includes(kind) ? 'message' : kind;
}
