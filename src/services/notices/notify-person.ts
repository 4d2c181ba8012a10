import type { Channel } from '../../channels/channel.ts';
import type { ConversationParts } from '../../domain/ids.ts';
import type { Notice } from '../../domain/records/notice.ts';
import type { Clock } from '../../lib/clock.ts';
import { Day } from '../../lib/duration.ts';
import type { Conversations } from '../../storage/conversations.ts';
import type { Outbox, OutboxAdmin } from '../../storage/outbox.ts';
import type { Stores } from '../stores.ts';
import { deliverNotice } from './deliver-notice.ts';

/** A notice that found no hour or no day within a week is not worth a push any more. */
const NOTICE_LIFE_MS = 7 * Day.ms;

export interface NotifyDeps {
  stores: Pick<
    Stores,
    | 'people'
    | 'identities'
    | 'personLinks'
    | 'memberships'
    | 'teams'
    | 'notices'
    | 'pushSlots'
    | 'blockedRecipients'
  >;
  conversations: Conversations;
  outbox: Outbox & OutboxAdmin;
  channelOf(parts: ConversationParts): Channel | null;
  clock: Clock;
  timeZone: string;
}

export interface NewNotice {
  /** Names the occasion: the same id twice is told once. */
  id: string;
  personId: string;
  kind: string;
  text: string;
  button: Notice['button'];
}

/**
 * Tells one person something that they did not ask for, on the conversation that they used last: within the hours and
 * the number of pushes that good manners allow, never to who said "dừng". What may not go out now waits, or is given
 * when the person next writes.
 *
 * @returns the notice as it stands; its `state` and `reason` tell the officer what became of it.
 */
export async function notifyPerson(notice: NewNotice, deps: NotifyDeps): Promise<Notice> {
  const { id, ...said } = notice;
  const nowMs = deps.clock.businessNow();
  await deps.stores.notices.insertIfAbsent(id, {
    ...said,
    state: 'waiting',
    reason: null,
    open: true,
    conversationId: null,
    notBeforeMs: nowMs,
    expiresAtMs: nowMs + NOTICE_LIFE_MS,
    atMs: nowMs,
  });
  return (await deliverNotice(id, deps)) as Notice;
}
