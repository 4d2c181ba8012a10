import type { Alert } from '../../domain/records/watch.ts';
import type { Clock } from '../../lib/clock.ts';
import { Hour, Minute } from '../../lib/duration.ts';
import type { Logger } from '../../lib/logger.ts';
import { backoffMs } from '../../lib/retry-backoff.ts';
import type { Records } from '../../storage/records.ts';
import { changeRecord } from '../change-record.ts';
import { ALERT_KINDS, type Finding, type Probe } from './alert-kinds.ts';
import type { TellOperators } from './tell-operators.ts';

/** Pauses between attempts to tell an alert; the first is also the lease of the process that tells it. */
const TELL_AGAIN = { firstMs: Minute.ms, maxMs: Hour.ms };

/** There are fewer kinds and subjects than this. */
const MAX_ALERTS = 500;

export interface AlertsDeps {
  records: Records<Alert>;
  probes: readonly Probe[];
  /** Null: the log is all there is. */
  tell: TellOperators | null;
  clock: Clock;
  logger: Logger;
}

/**
 * Looks at everything once, and raises or clears what has changed. The state is in the store, so that a restart or another
 * process repeats nothing; while the store is away the log alone is told, once.
 */
export function createAlerts(deps: AlertsDeps): () => Promise<void> {
  const loggedWithoutStore = new Map<string, boolean>();
  return async () => {
    const looks = await Promise.allSettled(deps.probes.map((probe) => probe()));
    for (const look of looks) {
      if (look.status === 'rejected') continue;
      for (const finding of look.value) await settle(finding, loggedWithoutStore, deps);
    }
    if (deps.tell) await tellAll(deps.tell, deps).catch(() => {});
  };
}

async function settle(finding: Finding, logged: Map<string, boolean>, deps: AlertsDeps): Promise<void> {
  const id = `${finding.kind}:${finding.subject}`;
  try {
    if (await changed(id, finding, deps)) {
      if (logged.get(id) !== finding.isBad) announce(finding, deps.logger);
    }
    logged.delete(id);
  } catch {
    if ((logged.get(id) ?? false) === finding.isBad) return;
    logged.set(id, finding.isBad);
    announce(finding, deps.logger);
  }
}

/** Writes the new state; false when it is the old one, or another process was faster. */
async function changed(id: string, finding: Finding, { records, clock }: AlertsDeps): Promise<boolean> {
  const { kind, subject, detail, isBad } = finding;
  const stored = await records.get(id);
  if (isBad === (stored?.value.state === 'raised')) return false;
  const alert: Alert = {
    kind,
    subject,
    state: isBad ? 'raised' : 'cleared',
    sinceMs: clock.systemNow(),
    detail,
    told: stored?.value.told ?? null,
    tellAttempts: 0,
    tellNotBeforeMs: 0,
  };
  return stored ? records.replace(id, alert, stored.version) : records.insertIfAbsent(id, alert);
}

function announce({ kind, subject, isBad, detail }: Finding, logger: Logger): void {
  const { what, todo } = ALERT_KINDS[kind];
  if (isBad) logger.error({ alert: kind, subject, detail, todo }, what);
  else logger.info({ alert: kind, subject, detail }, `all clear: ${kind}`);
}

async function tellAll(tell: TellOperators, { records, clock }: AlertsDeps): Promise<void> {
  const { items } = await records.find({ index: 'id', limit: MAX_ALERTS });
  for (const { id, version, value } of items) {
    if (!isUntold(value) || value.tellNotBeforeMs > clock.systemNow()) continue;
    const tellAttempts = value.tellAttempts + 1;
    const tellNotBeforeMs = clock.systemNow() + backoffMs(TELL_AGAIN, tellAttempts);
    if (!(await records.replace(id, { ...value, tellAttempts, tellNotBeforeMs }, version))) continue;
    if (!(await tell(value))) continue;
    await changeRecord(records, id, (now) => ({
      ...now,
      told: value.state,
      tellAttempts: 0,
      tellNotBeforeMs: 0,
    }));
  }
}

/** An alert that passed before anyone was told of it needs no all-clear. */
function isUntold({ kind, state, told }: Alert): boolean {
  // An alert of another version of the program.
  if (!Object.hasOwn(ALERT_KINDS, kind)) return false;
  return state === 'raised' ? told !== 'raised' : told === 'raised';
}
