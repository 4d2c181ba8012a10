import { changeReport, type ReportChange, type ReportDeps, type ReportOutcome } from './change-report.ts';

/** An officer has looked at a report and finds it right. */
export async function confirmReport(change: ReportChange, deps: ReportDeps): Promise<ReportOutcome> {
  if (change.by.kind !== 'officer') return { done: false, why: 'officers-only' };
  return changeReport(
    change,
    (session) => {
      if (session.status === 'withdrawn') return { refuse: 'withdrawn' };
      if (session.status === 'confirmed') return { refuse: 'nothing-to-change' };
      return { action: 'confirm', to: 'confirmed', changes: [], session };
    },
    deps,
  );
}
