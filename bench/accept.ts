import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withUsage } from '../scripts/with-usage.ts';
import { NO_PLATFORMS, type PlatformUrls } from './support/accounts.ts';
import { type Child, startChild } from './support/child.ts';
import { readInbox } from './support/inbox.ts';
import type { LoadOrder, LoadReport } from './support/load.ts';
import { median } from './support/median.ts';
import { readMetrics } from './support/metrics.ts';
import { shareOf } from './support/profile-share.ts';
import { eventKeyOfRequest } from './support/requests.ts';
import type { ServerInput } from './support/server.ts';

/**
 * How fast signed webhooks are accepted durably, against servers that store nothing.
 *
 *     npm run bench:accept -- [--rounds 3] [--requests 20000] [--warm-up 20000] [--only web,all] [--steady 20]
 *         [--profile <folder>]
 *
 * The rounds of the four servers alternate and each round has a fresh server and a fresh data directory, so that a busy
 * moment of the machine hits all of them; the figures are medians. The load comes from a process of its own on raw
 * sockets, the fake platforms are another one.
 */
const USAGE =
  'npm run bench:accept -- [--rounds 3] [--requests 20000] [--warm-up 20000] [--only web,all] [--steady 20] [--profile <folder>]';

const { values: args } = withUsage(USAGE, () =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      requests: { type: 'string', default: '20000' },
      /** Requests before the measured ones: until the compiler has seen all of the way. */
      'warm-up': { type: 'string', default: '20000' },
      only: { type: 'string', default: 'bare,express,web,all' },
      /** Where a CPU profile of each of our rounds goes. */
      profile: { type: 'string' },
      /** Seconds of the steady load; 0 leaves it out. */
      steady: { type: 'string', default: '20' },
    },
  }),
);

const CONNECTIONS = 50;
const PEOPLE = 2_000;
const STEADY_PER_SECOND = 500;
/** How long the turns may take after the steady load to catch up. */
const CATCH_UP_MS = 60_000;

type Kind = 'bare' | 'express' | 'web' | 'all';

const LABELS: Record<Kind, string> = {
  bare: 'A  node:http, signature + parse, nothing stored',
  express: 'B  Express + body-parser, signature + parse, nothing stored',
  web: 'C  Loa Thôn, fsynced journal + inbox, turns paused',
  all: 'D  Loa Thôn, fsynced journal + inbox, turns running',
};

interface Round extends LoadReport {
  perSecond: number;
  turnsPerSecond: number;
  /** Processor time of the server for one request, µs. */
  cpuUs: number;
  lost: number;
}

const here = (path: string) => new URL(path, import.meta.url);
const load = await startChild(here('./support/load.ts'));
const rounds = Number(args.rounds);
const requests = Number(args.requests);
const warmUp = Number(args['warm-up']);

async function startServer(kind: Kind, dataDir: string): Promise<Child> {
  if (kind === 'bare' || kind === 'express') return startChild(here('./support/baseline.ts'), kind);
  if (kind === 'web') return startOurs({ dataDir, urls: NO_PLATFORMS, role: kind });
  // Fresh ones: a token desk gives each refresh token once.
  const platforms = await startChild(here('./support/platforms.ts'), PEOPLE);
  const server = await startOurs({ dataDir, urls: await platforms.ask<PlatformUrls>('urls'), role: kind });
  server.process.once('exit', () => void platforms.stop());
  return server;
}

const startOurs = (input: ServerInput) => startChild(here('./support/server.ts'), input);

const runLoad = (order: LoadOrder) => load.ask<LoadReport>('run', order);

/** How many of the requests from `from` on, all answered 200, are not in the inbox. */
function lostOf(dataDir: string, count: number): number {
  const { stateOf } = readInbox(dataDir);
  let lost = 0;
  for (let n = 0; n < count; n++) if (!stateOf.has(eventKeyOfRequest(n))) lost += 1;
  return lost;
}

async function round(kind: Kind, profileDir = args.profile): Promise<Round> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-'));
  const server = await startServer(kind, dataDir);
  try {
    const ours = kind === 'web' || kind === 'all';
    const url = await server.ask<string>('url');
    const common = { url, people: PEOPLE, connections: CONNECTIONS, perSecond: null };
    await runLoad({ ...common, from: 0, count: warmUp });
    const turns = async () => (ours ? (await readMetrics(url))('loa_turns_total', 'outcome="done"') : 0);
    const before = await turns();
    const isProfiled = ours && profileDir !== undefined;
    if (isProfiled) await server.ask('startProfile');
    const cpuBefore = await server.ask<number>('cpuMs');
    const report = await runLoad({ ...common, from: warmUp, count: requests });
    const cpuUs = (((await server.ask<number>('cpuMs')) - cpuBefore) * 1000) / requests;
    if (isProfiled) await server.ask('saveProfile', join(profileDir ?? '', `${kind}.cpuprofile`));
    const turnsPerSecond = ((await turns()) - before) / report.seconds;
    assertAllAccepted(report, requests);
    await server.stop();
    const lost = ours ? lostOf(dataDir, warmUp + requests) : 0;
    return { ...report, perSecond: requests / report.seconds, turnsPerSecond, cpuUs, lost };
  } finally {
    server.process.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function assertAllAccepted({ statuses }: LoadReport, count: number): void {
  if (statuses['200'] !== count) throw new Error(`not all were answered 200: ${JSON.stringify(statuses)}`);
}

/** A steady load with turns on: how long a platform waits, and whether everything is worked off. */
async function steady(seconds: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-'));
  const server = await startServer('all', dataDir);
  try {
    const url = await server.ask<string>('url');
    const common = { url, people: PEOPLE, connections: CONNECTIONS };
    await runLoad({ ...common, from: 0, count: warmUp / 2, perSecond: STEADY_PER_SECOND });
    const count = seconds * STEADY_PER_SECOND;
    const before = (await readMetrics(url))('loa_turns_total', 'outcome="done"');
    const report = await runLoad({
      ...common,
      from: warmUp / 2,
      count,
      perSecond: STEADY_PER_SECOND,
    });
    assertAllAccepted(report, count);
    const turns = (await readMetrics(url))('loa_turns_total', 'outcome="done"') - before;
    console.log(
      `\nsteady ${STEADY_PER_SECOND}/s for ${seconds} s with turns running: p50 ${ms(report.p50Ms)}, p99 ${ms(report.p99Ms)}, ` +
        `max ${ms(report.maxMs)}; ${Math.round(turns / report.seconds)} turns/s meanwhile`,
    );
    const total = warmUp / 2 + count;
    const from = performance.now();
    while (performance.now() - from < CATCH_UP_MS) {
      if ((await readMetrics(url))('loa_turns_total', 'outcome="done"') >= total) break;
      await wait(200);
    }
    const caughtUpMs = performance.now() - from;
    await server.stop();
    const { stateOf, done } = readInbox(dataDir);
    console.log(
      `afterwards: ${stateOf.size} of ${total} in the inbox, ${done} done ${(caughtUpMs / 1000).toFixed(1)} s after the last; ` +
        `lost ${lostOf(dataDir, total)}`,
    );
  } finally {
    server.process.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the safety check costs within acceptance: its part of the processor time in one more, profiled round. */
const SAFETY_SHARE = 0.1;

async function safetyShare(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-profile-'));
  try {
    await round('web', dir);
    const share = shareOf(join(dir, 'web.cpuprofile'), 'screen');
    const met = share <= SAFETY_SHARE ? 'met' : 'MISSED';
    console.log(`safety check  ${(100 * share).toFixed(1)} % of C (target ${100 * SAFETY_SHARE} %: ${met})`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

const kinds = args.only.split(',') as Kind[];
const results = new Map<Kind, Round[]>(kinds.map((kind) => [kind, []]));
console.log(`${cpus().length} cores, load before ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`);
console.log(`${rounds} rounds of ${requests} requests on ${CONNECTIONS} connections`);
for (let n = 0; n < rounds; n++) {
  for (const kind of kinds) results.get(kind)?.push(await round(kind));
}

const medianOf = (kind: Kind, field: 'perSecond' | 'p50Ms' | 'p99Ms' | 'turnsPerSecond' | 'cpuUs') =>
  median((results.get(kind) ?? []).map((one) => one[field]));
for (const kind of kinds) {
  const lost = (results.get(kind) ?? []).reduce((sum, one) => sum + one.lost, 0);
  const turns = kind === 'all' ? `  ${Math.round(medianOf(kind, 'turnsPerSecond'))} turns/s` : '';
  const kept = kind === 'web' || kind === 'all' ? `  lost ${lost}` : '';
  console.log(
    `${LABELS[kind].padEnd(62)} ${String(Math.round(medianOf(kind, 'perSecond'))).padStart(6)}/s  ` +
      `p50 ${ms(medianOf(kind, 'p50Ms'))}  p99 ${ms(medianOf(kind, 'p99Ms'))}  ${Math.round(medianOf(kind, 'cpuUs'))} µs cpu${turns}${kept}`,
  );
}
const RATIOS: [string, Kind, Kind, number][] = [
  ['C/A', 'web', 'bare', 0.5],
  ['C/B', 'web', 'express', 2],
  ['D/A', 'all', 'bare', 0.3],
];
for (const [name, of, by, target] of RATIOS) {
  if (!kinds.includes(of) || !kinds.includes(by)) continue;
  // Within each round, so that a slow moment of the machine is on both sides.
  const ratio = median(
    (results.get(of) ?? []).map((one, n) => one.perSecond / (results.get(by)?.[n]?.perSecond ?? Number.NaN)),
  );
  console.log(`${name}  ${ratio.toFixed(2)}  (target ${target}: ${ratio >= target ? 'met' : 'MISSED'})`);
}
if (kinds.includes('web')) await safetyShare();
if (Number(args.steady) > 0) await steady(Number(args.steady));
await load.stop();
