import type { ParsedEvent } from '../../domain/activity.ts';
import { readChange } from './parse/changes.ts';
import { ignored, type MessengerAccount } from './parse/event.ts';
import {
  type MessagingEvent,
  type RawTime,
  readEntry,
  readEnvelope,
  readMessaging,
} from './parse/read-item.ts';
import { READERS } from './parse/readers.ts';

/** Entry id of what the dashboard's "Test" button sends (platform dossier "Messenger" §1.4). */
const DASHBOARD_ENTRY_ID = '0';

/** One thing in a payload, with what is known of its surroundings. */
interface Item {
  list: 'messaging' | 'standby' | 'changes' | 'none';
  raw: unknown;
  entryId: string | undefined;
  entryTime: RawTime;
}

/**
 * Reads one webhook body. Total: whatever JSON comes gives events or reasons, and each item is read on its own, so that
 * a bad one takes nothing away from its neighbours.
 */
export function parseMessenger(payload: unknown, account: MessengerAccount): ParsedEvent[] {
  const envelope = readEnvelope(payload);
  if (!envelope?.object) return [ignored('payload', 'malformed')];
  if (envelope.object !== 'page') return [ignored(envelope.object, 'foreign-object')];
  if (!envelope.entry) return [ignored('payload', 'malformed')];
  return envelope.entry.flatMap(itemsOf).map((item, position) => readItem(item, position, account));
}

/** The lists of an entry in which items stand, by how they are read. */
const LISTS = [
  ['messaging', 'messaging'],
  ['messaging_handovers', 'messaging'],
  ['standby', 'standby'],
  ['changes', 'changes'],
] as const;

function itemsOf(rawEntry: unknown): Item[] {
  const entry = readEntry(rawEntry);
  const entryId = entry?.id;
  const entryTime = entry?.time;
  const items: Item[] = [];
  for (const [key, list] of LISTS) {
    for (const raw of entry?.[key] ?? []) items.push({ list, raw, entryId, entryTime });
  }
  if (items.length === 0) items.push({ list: 'none', raw: rawEntry, entryId, entryTime });
  return items;
}

function readItem(item: Item, position: number, account: MessengerAccount): ParsedEvent {
  if (item.list === 'none')
    return ignored('entry', item.entryId === undefined ? 'malformed' : 'unknown-event');
  if (item.entryId === DASHBOARD_ENTRY_ID) return ignored(item.list, 'dashboard-test');
  const { pageId, appId } = account;
  const { raw } = item;
  if (item.list === 'changes') {
    if (item.entryId !== pageId) return ignored('change', 'unknown-account');
    return readChange({ pageId, appId, raw, position }, item.entryTime);
  }

  const event = readMessaging(raw);
  if (!event) return ignored(item.list, 'malformed');
  const name = nameOf(raw as object);
  if (pageOf(event, item.entryId, pageId) !== pageId) return ignored(name, 'unknown-account');
  // Another app has the conversation; only that a human answers there concerns us.
  if (item.list === 'standby' && !event.message?.is_echo) return ignored(name, 'standby');
  const read = READERS.get(name);
  return read ? read({ pageId, appId, raw, position, event, name }) : ignored(name, 'unknown-event');
}

/** Keys that every item has and that do not say what it is. */
const COMMON_KEYS: readonly string[] = ['sender', 'recipient', 'timestamp', 'time'];

/** The key that says what an item is; for an unknown one the first that is not common. */
function nameOf(raw: object): string {
  for (const key of READERS.keys()) if (Object.hasOwn(raw, key)) return key;
  return Object.keys(raw).find((key) => !COMMON_KEYS.includes(key)) ?? 'empty';
}

/** The Page is the recipient, except of what it sent itself; the entry's id stands in. */
function pageOf(event: MessagingEvent, entryId: string | undefined, pageId: string): string | undefined {
  const sentByPage = event.message?.is_echo || event.sender?.id === pageId;
  return (sentByPage ? event.sender?.id : event.recipient?.id) ?? entryId;
}
