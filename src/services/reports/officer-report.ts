import type { Session } from '../../domain/records/session.ts';
import { reportCodeOf } from '../../domain/report-code.ts';
import { notifyDeps, type OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';
import type { ReportRefusal } from './change-report.ts';
import { confirmReport } from './confirm-report.ts';
import { reopenReport } from './reopen-report.ts';
import { returnReport } from './return-report.ts';

export interface OfficerVerdict {
  /** `BC-0412`. */
  code: string;
  /** Why it goes back; reaches the reporter in the chat. */
  reason: string | null;
  /** Name of the token, or `command`. */
  by: string;
  effectId: string;
}

/** The report that an officer means by a code. @throws {Refused} `report-unknown`. */
export async function reportOf(code: string, { stores }: Pick<OfficerDeps, 'stores'>): Promise<Session> {
  const page = await stores.sessions.find({ index: 'byCode', equals: [reportCodeOf(code)], limit: 1 });
  const session = page.items[0]?.value;
  if (!session) throw new Refused('report-unknown');
  return session;
}

/**
 * An officer confirms, returns or reopens a report by its code.
 *
 * @throws {Refused} `report-unknown`, `report-withdrawn`, `report-not-withdrawn`, `report-returned` or
 * `report-unchanged`.
 */
export async function officerReport(
  verb: 'confirm' | 'return' | 'reopen',
  { code, reason, by, effectId }: OfficerVerdict,
  deps: OfficerDeps,
): Promise<Session> {
  const { id: sessionId } = await reportOf(code, deps);
  const author = { kind: 'officer', name: by, via: 'api' } as const;
  const change = { sessionId, by: author, effectId, reason };
  const reportDeps = { ...notifyDeps(deps), stores: deps.stores, periodKind: deps.periodKind };
  const outcome =
    verb === 'confirm'
      ? await confirmReport(change, reportDeps)
      : verb === 'reopen'
        ? await reopenReport(change, reportDeps)
        : await returnReport({ ...change, reason: reason ?? '' }, reportDeps);
  if (!outcome.done) throw new Refused(REFUSED_AS[outcome.why] ?? 'report-unchanged');
  return outcome.session;
}

const REFUSED_AS: Partial<Record<ReportRefusal, Refused['code']>> = {
  unknown: 'report-unknown',
  withdrawn: 'report-withdrawn',
  'not-withdrawn': 'report-not-withdrawn',
  returned: 'report-returned',
};
