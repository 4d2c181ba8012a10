import type { EventKind, IgnoreReason, InboundActivity, ParsedEvent } from '../../../domain/activity.ts';
import { ACCOUNT_USER_ID, conversationIdOf } from '../../../domain/ids.ts';
import { withoutUndefined } from '../../without-undefined.ts';
import { eventKeyOf } from '../event-key.ts';
import type { MessagingEvent, RawTime } from './read-item.ts';
import { platformTimeMs } from './time.ts';

/** The account that a webhook must be about. */
export interface MessengerAccount {
  pageId: string;
  appId: string;
}

/** Where an item stood in its payload. */
export interface ItemPlace extends MessengerAccount {
  /** As received, for the hash of events without an id. */
  raw: unknown;
  position: number;
}

/** What a reader of one event kind gets. */
export interface Reading extends ItemPlace {
  event: MessagingEvent;
  name: string;
}

export type EventReader = (reading: Reading) => ParsedEvent;

export interface FoundEvent {
  kind: EventKind;
  type: InboundActivity['type'];
  /** The person whose conversation it belongs to; {@link ACCOUNT_USER_ID} when it concerns the Page. */
  userId: string;
  from: 'user' | 'page';
  /** Id that the activity bears, where the platform gives one. */
  messageId?: string;
  /** Id that only this event has, for its key; null when there is none. Default: the message id. */
  ownId?: string | null;
  time: RawTime;
  /** The rest of the activity; undefined fields are left out. */
  details?: Pick<InboundActivity, 'text' | 'attachments' | 'replyToId' | 'value'>;
}

/** Builds the neutral event. */
export function foundEvent({ raw, position, pageId }: ItemPlace, found: FoundEvent): ParsedEvent {
  const key = eventKeyOf(pageId, found.kind, found.ownId === undefined ? found.messageId : found.ownId, raw);
  const conversationId = conversationIdOf('messenger', pageId, found.userId);
  const fromUser = found.from === 'user';
  return {
    outcome: 'event',
    event: {
      key,
      conversationId,
      kind: found.kind,
      platformTimeMs: platformTimeMs(found.time),
      position,
      activity: {
        type: found.type,
        id: found.messageId ?? key,
        channelId: 'messenger',
        from: { id: fromUser ? found.userId : pageId },
        recipient: { id: fromUser ? pageId : found.userId },
        conversation: { id: conversationId },
        ...withoutUndefined(found.details ?? {}),
      },
    },
  };
}

/** An event that concerns the whole Page. */
export function accountEvent(
  place: ItemPlace,
  kind: EventKind,
  time: RawTime,
  value: InboundActivity['value'],
): ParsedEvent {
  const details = value && { value: withoutUndefined(value) };
  return foundEvent(place, { kind, type: 'event', userId: ACCOUNT_USER_ID, from: 'user', time, details });
}

/** Names come from outside: only short plain words are repeated in logs and metrics. */
const PLAIN_NAME = /^[\w-]{1,64}$/;

export function ignored(name: string | undefined, reason: IgnoreReason): ParsedEvent {
  return { outcome: 'ignored', kind: name && PLAIN_NAME.test(name) ? name : 'unnamed', reason };
}

export function ignoring(reason: IgnoreReason): EventReader {
  return ({ name }) => ignored(name, reason);
}

/** The person who did something; undefined when the Page itself did, or nobody is named. */
export function personOf({ event, pageId }: Reading): string | undefined {
  const id = event.sender?.id;
  return id === pageId ? undefined : id;
}
