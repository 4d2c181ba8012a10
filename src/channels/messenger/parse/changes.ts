import type { IgnoreReason, ParsedEvent } from '../../../domain/activity.ts';
import { ACCOUNT_USER_ID } from '../../../domain/ids.ts';
import { cleanWord } from '../../clean-text.ts';
import { changeSchema, feedSchema, integritySchema } from '../schema.ts';
import { accountEvent, foundEvent, type ItemPlace, ignored } from './event.ts';
import type { RawTime } from './read-item.ts';

/** The dashboard's "Test" button sends messaging events as changes, which Meta never does otherwise (§1.4). */
const MESSAGING_FIELD =
  /^(?:messages|messaging_\w+|message_(?:deliveries|reads|echoes|edits|reactions)|standby)$/;

/** Fields that are known and have no effect here (§1.1, §1.7). */
const REASON_OF_FIELD: ReadonlyMap<string, IgnoreReason> = new Map([
  ['message_template_status_update', 'template-status'],
  ['messenger_template_status_update', 'template-status'],
  ['mention', 'feed'],
  ['group_feed', 'feed'],
  ['leadgen', 'no-effect'],
  ['inbox_labels', 'no-effect'],
  ['name', 'no-effect'],
  ['picture', 'no-effect'],
  ['send_cart', 'commerce'],
  ['response_feedback', 'no-effect'],
]);

const MAX_REASON_CHARS = 200;

/**
 * Reads one item of `changes` (platform dossier "Messenger" §1.6–1.7).
 *
 * @param entryTime - Seconds; stands in where the change has no time of its own.
 */
export function readChange(place: ItemPlace, entryTime: RawTime): ParsedEvent {
  const change = changeSchema.safeParse(place.raw).data;
  const field = change?.field;
  if (!change || field === undefined) return ignored('change', 'malformed');
  if (field === 'feed') return readFeed(place, change.value, entryTime);
  if (field === 'business_integrity') return readIntegrity(place, change.value, entryTime);
  if (MESSAGING_FIELD.test(field)) return ignored(field, 'dashboard-test');
  return ignored(field, REASON_OF_FIELD.get(field) ?? 'unknown-event');
}

/**
 * A comment by somebody else than the Page. The text stays unread, and the author's id is kept out: it is not the id that
 * the person has in Messenger, so nothing may be sent to it.
 */
function readFeed(place: ItemPlace, value: unknown, entryTime: RawTime): ParsedEvent {
  const feed = feedSchema.safeParse(value).data;
  if (!feed) return ignored('feed', 'malformed');
  if (feed.item !== 'comment' || feed.verb !== 'add') return ignored('feed', 'feed');
  const author = feed.from?.id ?? feed.sender_id;
  if (author === place.pageId) return ignored('feed', 'own-comment');
  if (feed.comment_id === undefined) return ignored('feed', 'malformed');
  return foundEvent(place, {
    kind: 'comment',
    type: 'event',
    userId: ACCOUNT_USER_ID,
    from: 'user',
    messageId: feed.comment_id,
    time: feed.created_time ?? entryTime,
    details: { replyToId: feed.post_id },
  });
}

/** What the Page may not do for now. Only told: the platform refuses by itself what is restricted. */
function readIntegrity(place: ItemPlace, value: unknown, entryTime: RawTime): ParsedEvent {
  const restrictions = integritySchema.safeParse(value).data?.restrictions ?? [];
  const features = restrictions.map(({ feature }) => feature).filter((feature) => feature !== undefined);
  const reason = cleanWord(features.join(', '), MAX_REASON_CHARS);
  return accountEvent(place, 'policy', entryTime, { action: 'integrity', reason });
}
