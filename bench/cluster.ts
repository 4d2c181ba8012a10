import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withUsage } from '../scripts/with-usage.ts';
import { startMongoServer, WHAT_IT_PROVES } from '../test/support/mongo/start-server.ts';
import { startRedisServer } from '../test/support/redis-server.ts';
import { requires } from '../test/support/require.ts';
import type { PlatformUrls } from './support/accounts.ts';
import { type Child, startChild } from './support/child.ts';
import type { LoadOrder, LoadReport } from './support/load.ts';
import { median } from './support/median.ts';
import type { ServerInput } from './support/server.ts';
import { worked } from './support/worked.ts';

/**
 * Full turns a second on MongoDB and Redis, as a ratio to those on SQLite in one process, and what a second worker adds.
 *
 *     npm run bench:cluster -- [--rounds 3] [--turns 1500] [--profile <folder>]
 *
 * The contestants take turns in each round: **E** one process on SQLite with bells in memory, **C1** a web process and a
 * worker on MongoDB and Redis, **C2** the same with two workers. The clock runs from the first event until every reply is
 * with the fake platforms, whose own limits are lifted.
 */
const USAGE = 'npm run bench:cluster -- [--rounds 3] [--turns 1500] [--profile <folder>]';

const { values: args } = withUsage(USAGE, () =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      turns: { type: 'string', default: '1500' },
      /** Where a CPU profile of the last process of each contestant goes. */
      profile: { type: 'string' },
    },
  }),
);

const CONNECTIONS = 50;
const PEOPLE = 1_000;
const WARM_UP = 500;
/** Of all processes of a contestant; invented. */
const SECRET_KEY = 'invented-secret-key-of-the-benchmark-0123';

const CONTESTANTS = [
  { name: 'E', isCluster: false, roles: ['all'] },
  { name: 'C1', isCluster: true, roles: ['web', 'worker'] },
  { name: 'C2', isCluster: true, roles: ['web', 'worker', 'worker'] },
] as const satisfies { name: string; isCluster: boolean; roles: ServerInput['role'][] }[];

type Contestant = (typeof CONTESTANTS)[number];

interface Measured {
  perSecond: number;
  /** Processor time of all processes of ours for one full turn, µs; without the servers of MongoDB and Redis. */
  cpuUs: number;
}

const redisProgram = requires('redis');
const mongoFound = requires('mongo');
if (!redisProgram || !mongoFound) throw new Error('the cluster needs both servers; see above');
const mongo = await startMongoServer(mongoFound);
const redis = await startRedisServer(redisProgram);
const here = (path: string) => new URL(path, import.meta.url);
const load = await startChild(here('./support/load.ts'));
const count = Number(args.turns);

const send = (order: Pick<LoadOrder, 'url' | 'from' | 'count'>) =>
  load.ask<LoadReport>('run', { ...order, connections: CONNECTIONS, perSecond: null, people: PEOPLE });

const cpuMsOf = async (servers: readonly Child[]) =>
  (await Promise.all(servers.map((server) => server.ask<number>('cpuMs')))).reduce((sum, ms) => sum + ms, 0);

/** Data of its own for one contestant in one round. */
async function freshEnv(isCluster: boolean): Promise<Record<string, string>> {
  if (!isCluster) return {};
  await redis.command('FLUSHALL');
  const uri = new URL(mongo.uri);
  uri.pathname = `/loa_bench_${randomBytes(6).toString('hex')}`;
  return { MONGODB_URI: uri.toString(), REDIS_URL: redis.url, LOA_SECRET_KEY: SECRET_KEY };
}

async function measure({ name, isCluster, roles }: Contestant): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-'));
  const platforms = await startChild(here('./support/platforms.ts'), PEOPLE);
  const servers: Child[] = [];
  try {
    const urls = await platforms.ask<PlatformUrls>('urls');
    const env = await freshEnv(isCluster);
    for (const role of roles) {
      const input: ServerInput = { dataDir, urls, role, unlimited: true, env };
      servers.push(await startChild(here('./support/server.ts'), input));
    }
    const addresses = await Promise.all(servers.map((server) => server.ask<string>('url')));
    const url = addresses[0] as string;
    const workers = addresses.filter((_, n) => roles[n] !== 'web');
    await send({ url, from: 0, count: WARM_UP });
    await worked(workers, WARM_UP);
    if (args.profile) await servers.at(-1)?.ask('startProfile');
    const cpuBeforeMs = await cpuMsOf(servers);
    const startedMs = performance.now();
    await send({ url, from: WARM_UP, count });
    await worked(workers, WARM_UP + count);
    const seconds = (performance.now() - startedMs) / 1000;
    const cpuUs = (((await cpuMsOf(servers)) - cpuBeforeMs) * 1_000) / count;
    if (args.profile) await servers.at(-1)?.ask('saveProfile', join(args.profile, `${name}.cpuprofile`));
    return { perSecond: count / seconds, cpuUs };
  } finally {
    for (const server of servers) await server.stop();
    await platforms.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

console.log(`${cpus().length} cores, load before ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`);
console.log(`MongoDB: ${WHAT_IT_PROVES[mongo.kind]}`);
const rounds: Record<Contestant['name'], Measured>[] = [];
for (let n = 0; n < Number(args.rounds); n++) {
  const round: Partial<(typeof rounds)[number]> = {};
  for (const contestant of CONTESTANTS) round[contestant.name] = await measure(contestant);
  rounds.push(round as (typeof rounds)[number]);
}
await load.stop();
await redis.stop();
await mongo.stop();

for (const { name } of CONTESTANTS) {
  const of = (field: keyof Measured) => Math.round(median(rounds.map((round) => round[name][field])));
  console.log(`${name}: ${of('perSecond')} full turns/s, ${of('cpuUs')} µs of processor time each`);
}
const ratio = (a: Contestant['name'], b: Contestant['name']) =>
  median(rounds.map((round) => round[a].perSecond / round[b].perSecond)).toFixed(2);
console.log(`C1/E ${ratio('C1', 'E')}, C2/E ${ratio('C2', 'E')}, C2/C1 ${ratio('C2', 'C1')}`);
console.log(`load after ${loadavg()[0]?.toFixed(2)}`);
