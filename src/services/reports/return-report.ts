import { changeReport, type ReportChange, type ReportDeps, type ReportOutcome } from './change-report.ts';
import { tellReporter } from './tell-reporter.ts';

/**
 * An officer gives a report back with a reason, which reaches the reporter in the chat. The report goes on counting until
 * it is corrected or withdrawn.
 */
export async function returnReport(
  change: ReportChange & { reason: string },
  deps: ReportDeps,
): Promise<ReportOutcome> {
  if (change.by.kind !== 'officer') return { done: false, why: 'officers-only' };
  const outcome = await changeReport(
    change,
    (session) =>
      session.status === 'withdrawn'
        ? { refuse: 'withdrawn' }
        : { action: 'return', to: 'returned', changes: [], session },
    deps,
  );
  if (outcome.done) await tellReporter(outcome, deps);
  return outcome;
}
