import { changeReport, type ReportChange, type ReportDeps, type ReportOutcome } from './change-report.ts';

/**
 * Takes a sent report back: it counts nowhere any more, and withdrawing a quarter's last gathering reopens the quarter.
 * Final for the team; an officer can reopen it.
 */
export function withdrawReport(change: ReportChange, deps: ReportDeps): Promise<ReportOutcome> {
  return changeReport(
    change,
    (session) =>
      session.status === 'withdrawn'
        ? { refuse: 'withdrawn' }
        : { action: 'withdraw', to: 'withdrawn', changes: [], session },
    deps,
  );
}
