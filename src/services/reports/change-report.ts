import type { PeriodKind } from '../../domain/calendar.ts';
import { mayReport } from '../../domain/effect.ts';
import { type Author, type ReportStatus, type Revision, revisionId } from '../../domain/records/revision.ts';
import type { Session } from '../../domain/records/session.ts';
import { seatIn } from '../links/seats.ts';
import type { NotifyDeps } from '../notices/notify-person.ts';
import type { Stores } from '../stores.ts';

/** Rounds of compare-and-set before giving up. */
const MAX_ROUNDS = 20;

export interface ReportDeps extends NotifyDeps {
  stores: Stores;
  periodKind: PeriodKind;
}

/** One wish to change one report. */
export interface ReportChange {
  sessionId: string;
  by: Author;
  /** Effect id or idempotency key: the same one twice changes once and gives the same answer. */
  effectId: string;
  reason: string | null;
}

/** Why a report stays as it is. */
export type ReportRefusal =
  /** There is no such report. */
  | 'unknown'
  /** The person is not a leader or reporter of its team. */
  | 'not-theirs'
  /** It was withdrawn; an officer can reopen it. */
  | 'withdrawn'
  /** Only a withdrawn report is reopened. */
  | 'not-withdrawn'
  /** Only an officer confirms, returns and reopens. */
  | 'officers-only'
  /** It was returned before and waits for the team; another return would only tell them twice. */
  | 'returned'
  /** Everything already is as wished. */
  | 'nothing-to-change'
  /** A value is not one that the field takes. */
  | 'invalid'
  /** Parts are larger than the whole. */
  | 'counts-do-not-fit'
  /** The day lies in the future, or before the team was founded. */
  | 'bad-date';

export type ReportOutcome =
  | { done: true; session: Session; revision: Revision }
  | { done: false; why: ReportRefusal; fields?: string[] };

/** What a verb makes of the report as it stands. */
export type ReportDecision =
  | { refuse: ReportRefusal; fields?: string[] }
  | { action: Revision['action']; to: ReportStatus; changes: Revision['changes']; session: Session };

/**
 * The one way in which reports change: a compare-and-set of the session that carries its newest revision; the revision's
 * own record follows, and before the next change at the latest.
 *
 * @param decide - Pure: it may run several times.
 * @throws {Error} when other writers won every round.
 */
export async function changeReport(
  change: ReportChange,
  decide: (session: Session) => ReportDecision,
  deps: ReportDeps,
): Promise<ReportOutcome> {
  const { sessions, revisions } = deps.stores;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await sessions.get(change.sessionId);
    if (!stored) return { done: false, why: 'unknown' };
    const session = stored.value;
    if (session.lastRevision) await keep(session.lastRevision, deps);
    const before = await revisions.find({
      index: 'byEffect',
      equals: [change.sessionId, change.effectId],
      limit: 1,
    });
    if (before.items[0]) return { done: true, session, revision: before.items[0].value };
    if (!(await isTheirs(change.by, session.teamId, deps))) return { done: false, why: 'not-theirs' };
    const decision = decide(session);
    if ('refuse' in decision) {
      return { done: false, why: decision.refuse, ...(decision.fields && { fields: decision.fields }) };
    }
    const revision = revisionOf(change, session, decision, deps.clock.businessNow());
    const next: Session = { ...decision.session, status: decision.to, lastRevision: revision };
    if (!(await sessions.replace(change.sessionId, next, stored.version))) continue;
    await keep(revision, deps);
    return { done: true, session: next, revision };
  }
  throw new Error('report changed too often to be updated');
}

function revisionOf(
  change: ReportChange,
  session: Session,
  { action, to, changes }: Exclude<ReportDecision, { refuse: ReportRefusal }>,
  atMs: number,
): Revision {
  const { by, sessionId, reason, effectId } = change;
  return {
    sessionId,
    number: (session.lastRevision?.number ?? 0) + 1,
    action,
    atMs,
    byKind: by.kind,
    by: by.kind === 'person' ? by.personId : by.name,
    via: by.via,
    changes,
    reason,
    from: session.status,
    to,
    effectId,
  };
}

async function keep(revision: Revision, { stores }: ReportDeps): Promise<void> {
  await stores.revisions.insertIfAbsent(revisionId(revision.sessionId, revision.number), revision);
}

/** Officers are judged by the scopes of their token, before they come here. */
async function isTheirs(by: Author, teamId: string, { stores }: ReportDeps): Promise<boolean> {
  if (by.kind === 'officer') return true;
  const seat = await seatIn(teamId, by.personId, stores);
  return seat !== null && mayReport(seat.role);
}
