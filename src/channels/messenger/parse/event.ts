import type { EventKind, IgnoreReason, InboundActivity, ParsedEvent } from '../../../domain/activity.ts';
import { ACCOUNT_USER_ID } from '../../../domain/ids.ts';
import { type FoundEvent, inboundEvent } from '../../inbound-event.ts';
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

export interface FoundMessengerEvent extends FoundEvent {
  /** Id that only this event has, for its key; null when there is none. Default: the message id. */
  ownId?: string | null;
  time: RawTime;
}

/** Builds the neutral event. */
export function foundEvent({ raw, position, pageId }: ItemPlace, found: FoundMessengerEvent): ParsedEvent {
  const ownId = found.ownId === undefined ? found.messageId : found.ownId;
  const place = {
    channel: 'messenger',
    accountId: pageId,
    key: eventKeyOf(pageId, found.kind, ownId, raw),
    platformTimeMs: platformTimeMs(found.time),
    position,
  } as const;
  return inboundEvent(place, found);
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
