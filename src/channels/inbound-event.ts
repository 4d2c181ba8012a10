import type { EventKind, InboundActivity, ParsedEvent } from '../domain/activity.ts';
import { type ChannelId, conversationIdOf } from '../domain/ids.ts';

/** Where an event was found. */
export interface EventPlace {
  channel: ChannelId;
  accountId: string;
  /** The event key. */
  key: string;
  /** Unix ms; null when missing or absurd. */
  platformTimeMs: number | null;
  /** Position in its payload, from 0. */
  position: number;
}

/** What a reader found in an event. */
export interface FoundEvent {
  kind: EventKind;
  type: InboundActivity['type'];
  /** The person whose conversation it belongs to. */
  userId: string;
  /** `account` for what the OA or the Page did. */
  from: 'user' | 'account';
  /** Id that the activity bears, where the platform gives one. */
  messageId?: string | undefined;
  /** The rest of the activity; undefined fields are left out. */
  details?: EventDetails;
}

type EventDetails = {
  [K in 'text' | 'attachments' | 'replyToId' | 'value']?: InboundActivity[K] | undefined;
};

/** Builds the neutral event. Every webhook passes here, so each field is set where it is known, and none copied. */
export function inboundEvent(place: EventPlace, found: FoundEvent): ParsedEvent {
  const { channel, accountId, key } = place;
  const { userId } = found;
  const conversationId = conversationIdOf(channel, accountId, userId);
  const isFromUser = found.from === 'user';
  const activity: InboundActivity = {
    type: found.type,
    id: found.messageId ?? key,
    channelId: channel,
    from: { id: isFromUser ? userId : accountId },
    recipient: { id: isFromUser ? accountId : userId },
    conversation: { id: conversationId },
  };
  if (found.details) addDetails(activity, found.details);
  const { platformTimeMs, position } = place;
  return {
    outcome: 'event',
    event: { key, conversationId, kind: found.kind, platformTimeMs, position, activity },
  };
}

function addDetails(activity: InboundActivity, { text, attachments, replyToId, value }: EventDetails): void {
  if (text !== undefined) activity.text = text;
  if (attachments !== undefined) activity.attachments = attachments;
  if (replyToId !== undefined) activity.replyToId = replyToId;
  if (value !== undefined) activity.value = value;
}
