import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CHANNEL_ENV } from '../app.ts';
import { startCluster } from '../cluster.ts';
import { fakeGraph } from '../fake-platforms.ts';
import { type MongoKind, startMongoServer } from '../mongo/start-server.ts';
import { canMount, mountSmall, unmount } from '../mount.ts';
import { randomOf } from '../random.ts';
import { startRedisServer } from '../redis-server.ts';
import { remoteTcpProxy } from '../remote-tcp-proxy.ts';
import { removeFolder } from '../remove-folder.ts';
import { openDoor } from './door.ts';
import { drained } from './drained.ts';
import { judge, type Verdict } from './judge.ts';
import { type StormReport, storm } from './storm.ts';
import { supervise } from './supervisor.ts';
import { dealt, type Trouble, troublesAround, troublesWithMongo } from './troubles.ts';

export interface ClusterTortureOptions {
  /** From `requires('redis')` and `requires('mongo')`. */
  redisProgram: string;
  mongo: string;
  /** An empty folder for the journals. */
  dataDir: string;
  minutes: number;
  webhooksPerSecond: number;
  /** Those of them that bring something new. */
  newPerSecond: number;
  /** How long MongoDB stands still each time, s. */
  pauseSeconds: number;
  /** How long the line to it is cut each time, s. */
  cutSeconds: number;
  seed: number;
  /** Hears what is going on. */
  tell(line: string): void;
}

export interface ClusterTortureReport extends Verdict {
  mongo: MongoKind;
  storm: Omit<StormReport, 'accepted' | 'talks'>;
  /** How often each trouble happened. */
  troubles: Record<string, number>;
  /** Processes that ended although nobody killed them. */
  ended: number;
  drainSeconds: number;
}

/** Between two troubles, ms. */
const REST_MS = { least: 1_000, more: 3_000 };
/** What is shown of the log of a process that ended by itself. */
const LOG_CHARS = 4_000;
/**
 * Web processes go first: workers stand back, as an operator would have it on one machine, and so does the stand-in, because
 * a database has cores of its own. Where there is a core for each process it makes no difference.
 */
const BEHIND_THE_DOOR_NICE = 10;
const WEB_STARTS = 'a web process starts';
const DISK_KIB = 96 * 1024;

/** Two web and two worker processes on MongoDB and Redis, in a storm of webhooks in which everything breaks. */
export async function tortureCluster(options: ClusterTortureOptions): Promise<ClusterTortureReport> {
  const ends: (() => unknown)[] = [];
  try {
    return await run(options, (end) => void ends.unshift(end));
  } finally {
    for (const end of ends) await end();
  }
}

async function run(
  options: ClusterTortureOptions,
  atEnd: (end: () => unknown) => void,
): Promise<ClusterTortureReport> {
  const smallDisk = prepareDisk(options.dataDir, atEnd);
  const redis = await startRedisServer(options.redisProgram);
  atEnd(() => redis.stop());
  const mongo = await startMongoServer(options.mongo, BEHIND_THE_DOOR_NICE);
  atEnd(() => mongo.stop());
  const { proxy, direct, broken } = await breakable(mongo.uri);
  atEnd(() => proxy.close());
  const graph = fakeGraph();
  // Echoes would be as many webhooks again; without them every unknown outcome is sent again, which is the harder case.
  graph.setEchoMode('off');
  const graphUrl = await graph.listen(0);
  atEnd(() => graph.close());
  const cluster = await startCluster({
    mongoUri: broken,
    redisUrl: redis.url,
    dataDir: options.dataDir,
    env: { ...CHANNEL_ENV, GRAPH_API_URL: graphUrl },
    workerNice: BEHIND_THE_DOOR_NICE,
  });
  atEnd(() => cluster.stop());
  const door = openDoor(() => cluster.webs.map(({ url }) => url));
  atEnd(() => door.close());

  options.tell('the cluster runs');
  const supervisor = supervise(cluster, randomOf(options.seed));
  const scene = {
    ...{ supervisor, redis, mongo, proxy, smallDisk },
    pauseMs: options.pauseSeconds * 1000,
    cutMs: options.cutSeconds * 1000,
  };
  const troubles: Record<string, number> = {};
  const endsAtMs = performance.now() + options.minutes * 60_000;
  const now = new Set<string>();

  async function trouble(kinds: Trouble[], seed: number): Promise<void> {
    const random = randomOf(seed);
    for (const kind of kinds) troubles[kind.name] = 0;
    for (const { name, happen } of dealt(kinds, random)) {
      await pause(REST_MS.least + random() * REST_MS.more);
      if (performance.now() > endsAtMs) return;
      now.add(name);
      options.tell(name);
      if (await happen()) troubles[name] = (troubles[name] ?? 0) + 1;
      now.delete(name);
    }
  }

  const [{ accepted, talks, ...rest }] = await Promise.all([
    storm({
      ...options,
      graph,
      door,
      durationMs: options.minutes * 60_000,
      random: randomOf(options.seed + 1),
      troubles: () => [...now, ...(supervisor.isStarting('web') ? [WEB_STARTS] : [])],
    }),
    trouble(troublesAround(scene), options.seed + 2),
    trouble(troublesWithMongo(scene), options.seed + 3),
  ]);
  const ended = await supervisor.allUp();
  for (const log of ended) options.tell(`a process ended by itself:\n${log.slice(-LOG_CHARS)}`);
  const drainFromMs = performance.now();
  options.tell('the storm is over');
  await drained(cluster, graph, accepted, options.tell);
  return {
    ...(await judge(direct, graph, { accepted, talks })),
    mongo: mongo.kind,
    storm: rest,
    troubles,
    ended: ended.length,
    drainSeconds: Math.round((performance.now() - drainFromMs) / 1000),
  };
}

/** The address past the proxy, and the one through it. */
async function breakable(uri: string) {
  const direct = new URL(uri);
  direct.pathname = `/loa_torture_${process.pid}`;
  const proxy = await remoteTcpProxy({ host: direct.hostname, port: Number(direct.port || 27_017) });
  const broken = new URL(direct);
  broken.host = `127.0.0.1:${proxy.port}`;
  // A replica set would tell its own address, past the proxy.
  broken.searchParams.delete('replicaSet');
  broken.searchParams.set('directConnection', 'true');
  return { proxy, direct: direct.toString(), broken: broken.toString() };
}

function prepareDisk(path: string, atEnd: (end: () => unknown) => void): string | null {
  mkdirSync(path, { recursive: true });
  if (!canMount()) return null;
  mountSmall(path, DISK_KIB);
  atEnd(() => {
    unmount(path);
    removeFolder(path);
  });
  return path;
}
