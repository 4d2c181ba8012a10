import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withUsage } from '../scripts/with-usage.ts';
import type { PlatformUrls } from './support/accounts.ts';
import { type Child, startChild } from './support/child.ts';
import type { LoadOrder, LoadReport } from './support/load.ts';
import { median } from './support/median.ts';
import type { ServerInput } from './support/server.ts';
import { worked } from './support/worked.ts';

/**
 * Full turns a second: from the accepted event over the committed turn to the reply in the hands of the fake platform.
 *
 *     npm run bench:turn -- [--rounds 3] [--turns 3000] [--profile <folder>]
 *
 * A round accepts all events as fast as it can and then waits until every turn is done and every reply has arrived; the
 * clock runs from the first event. Afterwards single messages, one at a time, tell how long a person waits. The limits
 * of the platforms (40 and 50 replies a second) are lifted, for they would be all that is measured.
 */
const USAGE = 'npm run bench:turn -- [--rounds 3] [--turns 3000] [--profile <folder>]';

const { values: args } = withUsage(USAGE, () =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      turns: { type: 'string', default: '3000' },
      /** Where a CPU profile of each round goes. */
      profile: { type: 'string' },
    },
  }),
);

const CONNECTIONS = 50;
const PEOPLE = 2_000;
const WARM_UP = 1_000;
const SINGLES = 100;

interface Round {
  acceptedPerSecond: number;
  turnsPerSecond: number;
  /** Processor time of the server for one full turn, µs. */
  cpuUs: number;
  singleP50Ms: number;
  singleMaxMs: number;
}

const here = (path: string) => new URL(path, import.meta.url);
const load = await startChild(here('./support/load.ts'));
const count = Number(args.turns);

const send = (order: Omit<LoadOrder, 'people'>) => load.ask<LoadReport>('run', { ...order, people: PEOPLE });

/** One message at a time, each after the reply to the last has reached the platform. */
async function singles(url: string, platforms: Child, from: number): Promise<number[]> {
  const waitsMs: number[] = [];
  for (let n = 0; n < SINGLES; n++) {
    const before = await platforms.ask<number>('sent');
    const startedMs = performance.now();
    await send({ url, from: from + n, count: 1, connections: 1, perSecond: null });
    while ((await platforms.ask<number>('sent')) === before) await wait(1);
    waitsMs.push(performance.now() - startedMs);
  }
  return waitsMs;
}

async function round(): Promise<Round> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-'));
  const platforms = await startChild(here('./support/platforms.ts'), PEOPLE);
  const urls = await platforms.ask<PlatformUrls>('urls');
  const input: ServerInput = { dataDir, urls, role: 'all', unlimited: true };
  const server = await startChild(here('./support/server.ts'), input);
  try {
    const url = await server.ask<string>('url');
    const common = { url, connections: CONNECTIONS, perSecond: null };
    await send({ ...common, from: 0, count: WARM_UP });
    await worked([url], WARM_UP);
    if (args.profile) await server.ask('startProfile');
    const cpuBefore = await server.ask<number>('cpuMs');
    const startedMs = performance.now();
    const { seconds } = await send({ ...common, from: WARM_UP, count });
    await worked([url], WARM_UP + count);
    const tookMs = performance.now() - startedMs;
    const cpuUs = (((await server.ask<number>('cpuMs')) - cpuBefore) * 1_000) / count;
    if (args.profile) await server.ask('saveProfile', join(args.profile, 'turn.cpuprofile'));
    const waitsMs = await singles(url, platforms, WARM_UP + count);
    await server.stop();
    return {
      acceptedPerSecond: count / seconds,
      turnsPerSecond: (count * 1_000) / tookMs,
      cpuUs,
      singleP50Ms: median(waitsMs),
      singleMaxMs: Math.max(...waitsMs),
    };
  } finally {
    server.process.kill('SIGKILL');
    await platforms.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

console.log(`${cpus().length} cores, load before ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`);
const rounds: Round[] = [];
for (let n = 0; n < Number(args.rounds); n++) rounds.push(await round());
await load.stop();
const of = (field: keyof Round) => median(rounds.map((one) => one[field]));
console.log(
  `${Math.round(of('turnsPerSecond'))} full turns/s, ${Math.round(of('cpuUs'))} µs of processor time each ` +
    `(accepted meanwhile at ${Math.round(of('acceptedPerSecond'))}/s)`,
);
console.log(
  `one message at a time: its reply is with the platform after ${of('singleP50Ms').toFixed(1)} ms (p50), ${of('singleMaxMs').toFixed(1)} ms (max)`,
);
