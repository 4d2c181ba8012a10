import { Day } from '../../lib/duration.ts';
import { changeReport, type ReportChange, type ReportDeps, type ReportOutcome } from './change-report.ts';
import { tellReporter } from './tell-reporter.ts';

/**
 * An officer gives a report back with a reason, which reaches the reporter in the chat. The report goes on counting until
 * it is corrected or withdrawn. One that waits for the team already stays as it is: they are told once.
 */
export async function returnReport(
  change: ReportChange & { reason: string },
  deps: ReportDeps,
): Promise<ReportOutcome> {
  if (change.by.kind !== 'officer') return { done: false, why: 'officers-only' };
  const outcome = await changeReport(
    change,
    (session) => {
      if (session.status === 'withdrawn') return { refuse: 'withdrawn' };
      if (session.status === 'returned') return { refuse: 'returned' };
      return { action: 'return', to: 'returned', changes: [], session };
    },
    deps,
  );
  if (outcome.done) await tellReporter(outcome, deps);
  else if (outcome.why === 'returned') await finishTelling(change.sessionId, deps);
  return outcome;
}

/**
 * A crash may have come between the return and its notice. The notice is named by the return, so within its life this tells
 * nobody a second time.
 */
async function finishTelling(sessionId: string, deps: ReportDeps): Promise<void> {
  const session = (await deps.stores.sessions.get(sessionId))?.value;
  const revision = session?.lastRevision;
  if (!session || revision?.action !== 'return') return;
  if (deps.clock.businessNow() - revision.atMs < Day.ms) await tellReporter({ session, revision }, deps);
}
