import type { ParsedEvent } from '../../domain/activity.ts';
import { ECHO_READERS } from './parse/echoes.ts';
import { type EventReader, ignored } from './parse/event.ts';
import { ignoreReasonOf } from './parse/ignored-events.ts';
import { MESSAGE_READERS } from './parse/messages.ts';
import { readEvent, type ZaloEvent } from './parse/read-event.ts';
import { RELATION_READERS } from './parse/relations.ts';

/** `message.msg_id` of the sample that Zalo posts when the webhook address is saved (platform dossier "Zalo" §1.2). */
const SAVE_PROBE_ID = 'This is message id';

const READERS: ReadonlyMap<string, EventReader> = new Map(
  Object.entries({ ...MESSAGE_READERS, ...ECHO_READERS, ...RELATION_READERS }),
);

/**
 * Reads one webhook body. Total: whatever JSON comes gives one event or one reason.
 *
 * @param payload - The parsed body; Zalo puts one event in it.
 */
export function parseZalo(payload: unknown, account: { appId: string; oaId: string }): ParsedEvent[] {
  return [parseOne(payload, account)];
}

function parseOne(raw: unknown, account: { appId: string; oaId: string }): ParsedEvent {
  const event = readEvent(raw);
  if (!event) return ignored(undefined, 'malformed');
  const name = event.event_name;
  if (!name) return ignored(undefined, 'malformed');
  if (event.message?.msg_id === SAVE_PROBE_ID) return ignored(name, 'save-probe');
  if (event.app_id !== account.appId) return ignored(name, 'unknown-account');

  const reason = ignoreReasonOf(name);
  if (reason) return ignored(name, reason);
  const read = READERS.get(name);
  if (!read) return ignored(name, 'unknown-event');
  if (!concerns(event, name, account.oaId)) return ignored(name, 'unknown-account');
  return read({ event, name, raw, oaId: account.oaId });
}

/**
 * Whether an event is about our OA: messages are sent to it, echoes by it, everything else names it as `oa_id` or, where
 * the sources disagree on who is sender, on either side. An event that names no OA at all is meant for the app's only one.
 */
function concerns(event: ZaloEvent, name: string, oaId: string): boolean {
  if (Object.hasOwn(MESSAGE_READERS, name)) return event.recipient?.id === oaId && event.sender?.id !== oaId;
  if (Object.hasOwn(ECHO_READERS, name)) return event.sender?.id === oaId && event.recipient?.id !== oaId;
  if (event.oa_id !== undefined) return event.oa_id === oaId;
  const sides = [event.sender?.id, event.recipient?.id].filter((id) => id !== undefined);
  return sides.length === 0 || sides.includes(oaId);
}
