import type { EventKind } from '../../../domain/activity.ts';
import { ACCOUNT_USER_ID } from '../../../domain/ids.ts';
import { cleanWord } from '../../clean-text.ts';
import { accountEvent, type EventReader, foundEvent, ignored } from './event.ts';
import type { ZaloEvent } from './read-event.ts';

const MAX_WORD_CHARS = 64;

/** The icon that takes a reaction back (platform dossier "Zalo" §4.3). */
const REMOVE_ICON = '/-remove';

/** What changes between a person and the OA without a message. */
export const RELATION_READERS: Readonly<Record<string, EventReader>> = {
  follow: readFollow,
  unfollow: readRelation('unfollow'),
  user_click_chatnow: readRelation('start'),
  // Accepting the website widget opens the reply window, like writing (§6.1).
  widget_interaction_accepted: readRelation('opt-in'),
  // Name, phone, birthday and address stay unread: only that they came.
  user_submit_info: readRelation('submit-info'),
  user_withdraw: readWithdraw,
  user_reacted_message: readReaction,
  permission_revoked: (reading) => accountEvent(reading, 'permission-revoked'),
};

function readRelation(kind: EventKind): EventReader {
  return (reading) => {
    const userId = personOf(reading.event, reading.oaId);
    if (!userId) return ignored(reading.name, 'malformed');
    return foundEvent(reading, { kind, type: 'event', userId, from: 'user' });
  };
}

function readFollow(reading: Parameters<EventReader>[0]) {
  const userId = personOf(reading.event, reading.oaId);
  if (!userId) return ignored(reading.name, 'malformed');
  const action = cleanWord(reading.event.source, MAX_WORD_CHARS);
  return foundEvent(reading, {
    kind: 'follow',
    type: 'event',
    userId,
    from: 'user',
    details: { value: action ? { action } : undefined },
  });
}

/** A request about personal data must be acted on, so it is kept even when it does not say whose data it means. */
function readWithdraw(reading: Parameters<EventReader>[0]) {
  const userId = personOf(reading.event, reading.oaId) ?? ACCOUNT_USER_ID;
  return foundEvent(reading, { kind: 'withdraw', type: 'event', userId, from: 'user' });
}

function readReaction(reading: Parameters<EventReader>[0]) {
  const { message } = reading.event;
  const userId = personOf(reading.event, reading.oaId);
  const icon = cleanWord(message?.react_icon, MAX_WORD_CHARS);
  if (!userId || !message || !icon) return ignored(reading.name, 'malformed');
  return foundEvent(reading, {
    kind: 'reaction',
    type: 'messageReaction',
    userId,
    from: 'user',
    details: { replyToId: message.msg_id, value: { reaction: icon === REMOVE_ICON ? 'unreact' : icon } },
  });
}

/** The person of an event, wherever it names them (§1.4, §1.6). */
function personOf(event: ZaloEvent, oaId: string): string | undefined {
  const named = [
    event.follower?.id,
    event.user_id,
    event.data?.user_id,
    event.sender?.id,
    event.recipient?.id,
    event.users?.[0]?.id,
  ];
  return named.find((id) => id !== undefined && id !== oaId);
}
