import type { ParsedEvent } from '../../../domain/activity.ts';
import { cleanWord } from '../../clean-text.ts';
import { isOurApp } from './app-id.ts';
import { accountEvent, foundEvent, ignored, personOf, type Reading } from './event.ts';

const MAX_WORD_CHARS = 64;

/** `InboundValue.reason` is bounded so. */
const MAX_REASON_CHARS = 200;

/** `reaction`: given or taken back. It repeats the id of another message, so the hash is its key. */
export function readReaction(reading: Reading): ParsedEvent {
  const { reaction, timestamp } = reading.event;
  const userId = personOf(reading);
  if (!reaction || !userId) return ignored(reading.name, 'malformed');
  const word =
    reaction.action === 'unreact'
      ? 'unreact'
      : cleanWord(reaction.reaction ?? reaction.emoji, MAX_WORD_CHARS);
  if (word === undefined) return ignored(reading.name, 'malformed');
  return foundEvent(reading, {
    kind: 'reaction',
    type: 'messageReaction',
    userId,
    from: 'user',
    time: timestamp,
    details: { replyToId: reaction.mid, value: { reaction: word } },
  });
}

/** `pass_thread_control` and `take_thread_control`: who answers this person from now on. */
export function readThreadControl(reading: Reading): ParsedEvent {
  const { event, appId, pageId } = reading;
  const control = event.pass_thread_control ?? event.take_thread_control;
  const userId = personOf(reading) ?? otherThan(pageId, event.recipient?.id);
  if (!control || !userId) return ignored(reading.name, 'malformed');
  const action = isOurApp(control.new_owner_app_id, appId) ? 'to-us' : 'to-other';
  return handover(reading, userId, action);
}

/** `request_thread_control`: another app or a human wants to answer. */
export function readThreadRequest(reading: Reading): ParsedEvent {
  const userId = personOf(reading) ?? otherThan(reading.pageId, reading.event.recipient?.id);
  if (!userId) return ignored(reading.name, 'malformed');
  return handover(reading, userId, 'requested');
}

function handover(reading: Reading, userId: string, action: string): ParsedEvent {
  return foundEvent(reading, {
    kind: 'handover',
    type: 'event',
    userId,
    from: 'user',
    time: reading.event.timestamp,
    details: { value: { action } },
  });
}

function otherThan(pageId: string, id: string | undefined): string | undefined {
  return id === pageId ? undefined : id;
}

/** `policy_enforcement`, in both spellings: the Page was warned, blocked or let free again. */
export function readPolicy(reading: Reading): ParsedEvent {
  const { event } = reading;
  const policy = event.policy;
  const action = cleanWord(policy?.action, MAX_WORD_CHARS);
  if (!policy || action === undefined) return ignored(reading.name, 'malformed');
  const reason = cleanWord(policy.reason, MAX_REASON_CHARS);
  return accountEvent(reading, 'policy', event.timestamp, { action, reason });
}
