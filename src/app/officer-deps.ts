import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadHolidays } from '../content/holidays.ts';
import { loadPlan } from '../content/plan.ts';
import { createAuditLog } from '../services/audit/audit-log.ts';
import type { OfficerDeps } from '../services/officer-deps.ts';
import type { OpenStore } from './open-store.ts';
import { projectRoot } from './project-root.ts';

/** The same for the API of a server and for a command that runs without one. */
export function officerDeps(
  config: Config,
  { storage, stores, blobs, secretKey }: OpenStore,
  { clock, ids, channelOf }: Pick<OfficerDeps, 'clock' | 'ids' | 'channelOf'>,
): OfficerDeps {
  return {
    storage,
    stores,
    blobs,
    audit: createAuditLog({ stores, clock, secretKey }),
    clock,
    ids,
    secretKey,
    channelOf,
    timeZone: config.timeZone,
    periodKind: config.rules.period,
    plan: loadPlan(join(projectRoot(), 'content/plan/versions.yaml')),
    holidays: loadHolidays(join(projectRoot(), 'content/holidays.yaml')),
    accounts: { zaloOaId: config.zalo?.oaId ?? null, messengerPageId: config.messenger?.pageId ?? null },
    ledgerRules: { graceDays: config.rules.confirmGraceDays, dueFromDay: config.rules.dueFromDay },
  };
}
