import { changeReport, type ReportChange, type ReportDeps, type ReportOutcome } from './change-report.ts';
import { tellReporter } from './tell-reporter.ts';

/** An officer undoes a withdrawal: the report counts again, as `sent`. */
export async function reopenReport(change: ReportChange, deps: ReportDeps): Promise<ReportOutcome> {
  if (change.by.kind !== 'officer') return { done: false, why: 'officers-only' };
  const outcome = await changeReport(
    change,
    (session) =>
      session.status === 'withdrawn'
        ? { action: 'reopen', to: 'sent', changes: [], session }
        : { refuse: 'not-withdrawn' },
    deps,
  );
  if (outcome.done) await tellReporter(outcome, deps);
  return outcome;
}
