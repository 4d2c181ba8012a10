import type { EventKind, IgnoreReason, InboundActivity, ParsedEvent } from '../../../domain/activity.ts';
import { ACCOUNT_USER_ID, conversationIdOf } from '../../../domain/ids.ts';
import { withoutUndefined } from '../../without-undefined.ts';
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

export interface FoundEvent {
  kind: EventKind;
  type: InboundActivity['type'];
  /** The person whose conversation it belongs to. */
  userId: string;
  from: 'user' | 'oa';
  /** Only for events that own the id: see {@link eventKeyOf}. */
  messageId?: string;
  /** The rest of the activity; undefined fields are left out. */
  details?: Pick<InboundActivity, 'text' | 'attachments' | 'replyToId' | 'value'>;
}

/** Builds the neutral event. Zalo delivers one event a request, so its position is always 0. */
export function foundEvent({ event, raw, oaId }: Reading, found: FoundEvent): ParsedEvent {
  const key = eventKeyOf(oaId, found.kind, found.messageId, raw);
  const conversationId = conversationIdOf('zalo', oaId, found.userId);
  const fromUser = found.from === 'user';
  return {
    outcome: 'event',
    event: {
      key,
      conversationId,
      kind: found.kind,
      platformTimeMs: platformTimeMs(event.timestamp),
      position: 0,
      activity: {
        type: found.type,
        id: found.messageId ?? key,
        channelId: 'zalo',
        from: { id: fromUser ? found.userId : oaId },
        recipient: { id: fromUser ? oaId : found.userId },
        conversation: { id: conversationId },
        ...withoutUndefined(found.details ?? {}),
      },
    },
  };
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
