import { daysOfPeriod, localTime, periodOf } from '../../domain/calendar.ts';
import { isGathering } from '../../domain/forms.ts';
import type { Revision } from '../../domain/records/revision.ts';
import type { Session } from '../../domain/records/session.ts';
import { countsFit, type ReportFields, reportFieldsSchema } from '../../domain/report.ts';
import { canonicalJson } from '../../lib/json.ts';
import {
  changeReport,
  type ReportChange,
  type ReportDecision,
  type ReportDeps,
  type ReportOutcome,
} from './change-report.ts';
import { tellReporter } from './tell-reporter.ts';

/** New values by field; what is not named stays. Null where the field may be unsaid. */
export type ReportCorrection = Partial<ReportFields>;

/**
 * Corrects fields of a sent report. Whatever it was before, it is `sent` again: a confirmation was of the old numbers, and
 * a returned report is answered by it.
 */
export async function correctReport(
  change: ReportChange & { fields: ReportCorrection },
  deps: ReportDeps,
): Promise<ReportOutcome> {
  const nowMs = deps.clock.businessNow();
  const today = localTime(nowMs, deps.timeZone).date;
  const current = (await deps.stores.sessions.get(change.sessionId))?.value;
  const team = current && (await deps.stores.teams.get(current.teamId))?.value;
  const outcome = await changeReport(
    change,
    (session) => decide(session, change.fields, today, team?.foundedOn ?? null, deps),
    deps,
  );
  if (outcome.done && change.by.kind === 'officer') await tellReporter(outcome, deps);
  return outcome;
}

function decide(
  session: Session,
  fields: ReportCorrection,
  today: string,
  foundedOn: string | null,
  deps: Pick<ReportDeps, 'timeZone' | 'periodKind'>,
): ReportDecision {
  if (session.status === 'withdrawn') return { refuse: 'withdrawn' };
  const parsed = reportFieldsSchema.safeParse({ ...session.report, ...fields });
  if (!parsed.success) {
    return { refuse: 'invalid', fields: parsed.error.issues.map(({ path }) => String(path[0])) };
  }
  const report = parsed.data;
  const changes = changesBetween(session.report, report);
  if (changes.length === 0) return { refuse: 'nothing-to-change' };
  if (!countsFit(report)) return { refuse: 'counts-do-not-fit', fields: ['total'] };
  if (report.date > today || (foundedOn !== null && report.date < foundedOn)) {
    return { refuse: 'bad-date', fields: ['date'] };
  }
  const submittedOn = localTime(session.submittedAtMs, deps.timeZone).date;
  const late = submittedOn > daysOfPeriod(periodOf(report.date, deps.periodKind)).to;
  const gathering = isGathering(report.forms);
  return {
    action: 'correct',
    to: 'sent',
    changes,
    session: { ...session, report, date: report.date, gathering, late },
  };
}

function changesBetween(old: ReportFields, next: ReportFields): Revision['changes'] {
  return (Object.keys(next) as (keyof ReportFields)[])
    .filter((field) => canonicalJson(old[field]) !== canonicalJson(next[field]))
    .map((field) => ({ field, old: old[field], new: next[field] }));
}
