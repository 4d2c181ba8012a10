import type { EventKind, IgnoreReason, ParsedEvent } from '../../../domain/activity.ts';
import { ACCOUNT_USER_ID } from '../../../domain/ids.ts';
import { type FoundEvent, inboundEvent } from '../../inbound-event.ts';
import { eventKeyOf } from '../event-key.ts';
import type { ZaloEvent } from './read-event.ts';
import { platformTimeMs } from './time.ts';

/** What a reader of one event kind gets. */
export interface Reading {
  event: ZaloEvent;
  name: string;
  /** As received, for the hash of events without an id. */
  raw: unknown;
  oaId: string;
}

export type EventReader = (reading: Reading) => ParsedEvent;

/** Builds the neutral event. Zalo delivers one event a request, so its position is always 0. */
export function foundEvent({ event, raw, oaId }: Reading, found: FoundEvent): ParsedEvent {
  const place = {
    channel: 'zalo',
    accountId: oaId,
    key: eventKeyOf(oaId, found.kind, found.messageId, raw),
    platformTimeMs: platformTimeMs(event.timestamp),
    position: 0,
  } as const;
  return inboundEvent(place, found);
}

/** An event that concerns the whole account. */
export function accountEvent(reading: Reading, kind: EventKind): ParsedEvent {
  return foundEvent(reading, { kind, type: 'event', userId: ACCOUNT_USER_ID, from: 'user' });
}

/** Names come from outside: only short plain words are repeated in logs and metrics. */
const PLAIN_NAME = /^\w{1,64}$/;

export function ignored(name: string | undefined, reason: IgnoreReason): ParsedEvent {
  return { outcome: 'ignored', kind: name && PLAIN_NAME.test(name) ? name : 'unnamed', reason };
}
