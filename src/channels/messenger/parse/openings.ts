import type { ParsedEvent } from '../../../domain/activity.ts';
import { cleanText, cleanWord } from '../../clean-text.ts';
import { withoutUndefined } from '../../without-undefined.ts';
import { foundEvent, ignored, personOf, type Reading } from './event.ts';
import { cleanRef, meaningOf, type TapMeaning } from './payload.ts';

const MAX_ACTION_CHARS = 64;
const MAX_FOREIGN_PAYLOAD_CHARS = 200;

/** `postback`: a tap on a button, the menu, Get Started or an ice breaker. */
export function readPostback(reading: Reading): ParsedEvent {
  const { postback, timestamp } = reading.event;
  const userId = personOf(reading);
  if (!postback || !userId) return ignored(reading.name, 'malformed');
  const { payload, referral } = postback;
  const meaning = meaningOf(payload, referral?.ref ?? (referral ? '' : undefined));
  const title = cleanText(postback.title);
  const base = { type: 'message', userId, from: 'user', messageId: postback.mid, time: timestamp } as const;
  if (meaning.kind === 'foreign') {
    // The persistent menu's titles are words that can also be typed; other tools' buttons are at least understood so.
    if (title !== undefined)
      return foundEvent(reading, { ...base, kind: 'message', details: { text: title } });
    const value = { payload: cleanWord(payload, MAX_FOREIGN_PAYLOAD_CHARS) ?? '' };
    return foundEvent(reading, { ...base, kind: 'tap', details: { value } });
  }
  return foundEvent(reading, {
    ...base,
    kind: meaning.kind,
    details: { text: title, value: detailsOf(meaning) },
  });
}

function detailsOf(meaning: Exclude<TapMeaning, { kind: 'foreign' }>) {
  if (meaning.kind === 'tap') return { payload: meaning.payload };
  return meaning.ref === undefined ? undefined : { ref: meaning.ref };
}

/** `referral`: an existing conversation was opened through a link or an advertisement. */
export function readReferral(reading: Reading): ParsedEvent {
  const { referral, timestamp } = reading.event;
  const userId = personOf(reading);
  if (!referral || !userId) return ignored(reading.name, 'malformed');
  const ref = cleanRef(referral.ref);
  return foundEvent(reading, {
    kind: 'start',
    type: 'event',
    userId,
    from: 'user',
    time: timestamp,
    details: { value: ref === undefined ? undefined : { ref } },
  });
}

/** `optin`: a plug-in or a permission to notify. Tokens are not kept: that way of sending is closed (§3.3). */
export function readOptIn(reading: Reading): ParsedEvent {
  const { optin, timestamp } = reading.event;
  if (!optin) return ignored(reading.name, 'malformed');
  const userId = personOf(reading);
  if (!userId) return ignored(reading.name, 'anonymous');
  const status = optin.notification_messages_status?.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const action = cleanWord(status ?? optin.type, MAX_ACTION_CHARS);
  return foundEvent(reading, {
    kind: 'opt-in',
    type: 'event',
    userId,
    from: 'user',
    time: timestamp,
    details: { value: withoutUndefined({ ref: cleanRef(optin.ref), action }) },
  });
}
