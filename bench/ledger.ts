import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAdminUnits } from '../src/content/admin-units.ts';
import { loadPlan } from '../src/content/plan.ts';
import { systemClock } from '../src/lib/clock.ts';
import { randomIds } from '../src/lib/ids.ts';
import { exportFile } from '../src/services/exports/export-file.ts';
import { fedRows } from '../src/services/indicators/fed-rows.ts';
import { rangeLedger } from '../src/services/ledger/range-ledger.ts';
import { quarterLedger } from '../src/services/quarter-ledger.ts';
import { inventYear } from '../src/services/roster/invented-year.ts';
import { loadYear } from '../src/services/roster/load-year.ts';
import { seedUnits } from '../src/services/seed-units.ts';
import { openStores } from '../src/services/stores.ts';
import { openSqliteStorage } from '../src/storage/sqlite/open.ts';

/** `npx tsx bench/ledger.ts`: a year of 77 teams, as ledger, indicators and exports. One line a case, server time. */
const ROUNDS = 30;
const YEAR = 2026;

const clock = systemClock();
const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-ledger-'));
const storage = await openSqliteStorage({ dataDir, clock });
const stores = openStores(storage);
await seedUnits(loadAdminUnits('content/plan/admin-units.json'), stores);
const year = inventYear(YEAR);
await loadYear(year, { stores, clock, ids: randomIds() });
console.log(`${year.sessions.length} sessions, ${year.memberships.length} people`);

const deps = {
  stores,
  clock,
  timeZone: 'Asia/Ho_Chi_Minh',
  periodKind: 'quarter' as const,
  ledgerRules: { graceDays: 10, dueFromDay: 15 },
  plan: loadPlan('content/plan/versions.yaml'),
};
const range = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31`, communeIds: null };

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const tookMs: number[] = [];
  await work();
  const cpuFrom = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await work();
    tookMs.push(performance.now() - from);
  }
  // On a busy machine the share of the processor tells more than the clock.
  const { user, system } = process.cpuUsage(cpuFrom);
  const cpu = ((user + system) / 1000 / ROUNDS).toFixed(1);
  tookMs.sort((a, b) => a - b);
  const at = (part: number) => (tookMs[Math.floor(tookMs.length * part)] ?? 0).toFixed(1);
  console.log(`${name.padEnd(28)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  processor ${cpu} ms`);
}

async function whole(kind: 'sessions' | 'ledger', format: 'csv' | 'xlsx') {
  const { chunks } = await exportFile(kind, format, range, deps);
  for await (const _chunk of chunks);
}

await measure('one quarter', () => quarterLedger(`${YEAR}-Q2`, {}, { ...deps, rules: deps.ledgerRules }));
await measure('the whole year', () => rangeLedger(range, deps));
await measure('indicators of the year', () => fedRows(range, deps));
await measure('ledger as CSV', () => whole('ledger', 'csv'));
await measure('sessions as CSV', () => whole('sessions', 'csv'));
await measure('ledger as XLSX', () => whole('ledger', 'xlsx'));
await measure('sessions as XLSX', () => whole('sessions', 'xlsx'));
await storage.close();
rmSync(dataDir, { recursive: true, force: true });
