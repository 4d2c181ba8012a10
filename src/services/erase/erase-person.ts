import { confirmationId } from '../../domain/records/confirmation.ts';
import type { Revision } from '../../domain/records/revision.ts';
import type { Session } from '../../domain/records/session.ts';
import { WORD_FIELDS } from '../../domain/report.ts';
import { hashOf } from '../../lib/ids.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { removeAll } from './erase-conversation-records.ts';
import { eraseMedia } from './erase-media.ts';
import type { EraserDeps } from './eraser.ts';

type Deps = Pick<EraserDeps, 'stores' | 'blobs' | 'clock'>;

/** Stands in the roster where a name stood; the row is no seat any more until the roster is imported anew. */
const NAME_ERASED = 'Đã xóa theo yêu cầu';

/**
 * Everything that leads to a person: name, seats, wishes, notices, and in their reports everything but counts and codes.
 * Sessions go on counting, by nobody in particular. May be repeated.
 */
export async function erasePerson(personId: string, deps: Deps): Promise<void> {
  const { stores } = deps;
  // Whoever was erased is told apart from others who were, and that is all.
  const nobody = `erased-${hashOf('erased', personId).slice(0, 8)}`;
  await eraseSeats(personId, deps);
  await eraseReports(personId, nobody, deps);
  await eraseAnswers(personId, nobody, deps);
  await removeAll(stores.seatRequests, 'byPerson', personId);
  await removeAll(stores.notices, 'byPerson', personId);
  await removeAll(stores.pushSlots, 'byPerson', personId);
  await stores.people.remove(personId);
}

async function eraseSeats(personId: string, { stores, clock }: Deps): Promise<void> {
  const seats = allRecords(stores.memberships, { index: 'byPerson', equals: [personId] });
  for await (const { id, value } of seats) {
    const rows = allRecords(stores.members, { index: 'byTeam', equals: [value.teamId] });
    for await (const row of rows) {
      if (row.value.claimedBy !== personId) continue;
      await changeRecord(stores.members, row.id, (old) => ({
        ...old,
        ...{ name: NAME_ERASED, foldedName: '', phone: null, active: false },
        ...{ claimedBy: null, claimedByEffect: null, updatedAtMs: clock.systemNow() },
      }));
    }
    await stores.memberships.remove(id);
  }
}

async function eraseReports(personId: string, nobody: string, deps: Deps): Promise<void> {
  const { stores } = deps;
  const own = allRecords(stores.revisions, { index: 'byAuthor', equals: [personId] });
  for await (const { id, value } of own) {
    await changeRecord(stores.revisions, id, (old) => withoutPerson(old, nobody));
    await changeRecord(stores.sessions, value.sessionId, (session) =>
      session.lastRevision?.by === personId
        ? { ...session, lastRevision: withoutPerson(session.lastRevision, nobody) }
        : null,
    );
  }
  const sessions = allRecords(stores.sessions, { index: 'byReporter', equals: [personId] });
  for await (const { id, value } of sessions) {
    const revisions = allRecords(stores.revisions, { index: 'bySession', equals: [id] });
    for await (const revision of revisions) {
      await changeRecord(stores.revisions, revision.id, (old) => withoutWords(old));
    }
    const media = allRecords(stores.draftMedia, { index: 'byDraft', equals: [value.draftId] });
    for await (const medium of media) await eraseMedia(medium.id, medium.value, deps);
    await stores.reportTrails.remove(id);
    await changeRecord(stores.sessions, id, (old) => anonymous(old, nobody));
  }
}

function anonymous(session: Session, nobody: string): Session {
  const report = { ...session.report };
  for (const field of WORD_FIELDS) report[field] = null;
  const { lastRevision } = session;
  return {
    ...session,
    report,
    reporterId: nobody,
    ...(lastRevision && { lastRevision: withoutWords(lastRevision) }),
  };
}

function withoutPerson(revision: Revision, nobody: string): Revision {
  return { ...withoutWords(revision), by: nobody, reason: null };
}

/** What was written in words is gone; that the field was changed stays. */
function withoutWords(revision: Revision): Revision {
  const changes = revision.changes.map((change) =>
    (WORD_FIELDS as readonly string[]).includes(change.field) ? { ...change, old: null, new: null } : change,
  );
  return { ...revision, changes };
}

async function eraseAnswers(personId: string, nobody: string, { stores }: Deps): Promise<void> {
  const answers = allRecords(stores.confirmations, { index: 'byPerson', equals: [personId] });
  for await (const { id, value } of answers) {
    const answer = { ...value, personId: nobody, reason: null };
    await stores.confirmations.insertIfAbsent(confirmationId(value.teamId, value.period, nobody), answer);
    await stores.confirmations.remove(id);
  }
}
