import { bothConsents } from '../../domain/report.ts';
import { canonicalJson } from '../../lib/json.ts';
import { changeRecord } from '../change-record.ts';
import type { ApplyEffect } from './effect-context.ts';

/** What was answered about photos that came later counts beside what was answered before; doing it twice changes nothing. */
export const applyNotePhotoConsent: ApplyEffect<'note-photo-consent'> = async (effect, _context, deps) => {
  await changeRecord(deps.stores.sessions, effect.sessionId, (session) => {
    const photoConsent = bothConsents(session.photoConsent, effect.photos);
    return canonicalJson(photoConsent) === canonicalJson(session.photoConsent)
      ? null
      : { ...session, photoConsent };
  });
};
