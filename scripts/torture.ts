/**
 * Breaks the real server again and again in a storm of webhooks, and compares all the books afterwards.
 *
 *     npm run torture -- [--rounds 5] [--kills 5] [--seed 1]
 *     npm run torture -- --engine cluster [--minutes 2] [--rate 100] [--new 20] [--pause-s 60] [--cut-s 5] [--seed 1] [--short]
 *
 * The first is one process on SQLite, killed at random. The second is two web and two worker processes on MongoDB and
 * Redis. Exit code 1 when anything was lost, doubled or
 * disordered, or a process ended by itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printClusterReport } from '../test/support/cluster-torture/print.ts';
import { tortureCluster } from '../test/support/cluster-torture/run.ts';
import { requires } from '../test/support/require.ts';
import { torture } from '../test/support/torture.ts';
import { withUsage } from './with-usage.ts';

const USAGE = `npm run torture -- [--rounds 5] [--kills 5] [--seed 1]
npm run torture -- --engine cluster [--minutes 2] [--rate 100] [--new 20] [--pause-s 60] [--cut-s 5] [--seed 1] [--short]`;

const { values } = withUsage(USAGE, () =>
  parseArgs({
    options: {
      engine: { type: 'string', default: 'embedded' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '5' },
      kills: { type: 'string', default: '5' },
      minutes: { type: 'string' },
      rate: { type: 'string', default: '100' },
      new: { type: 'string', default: '20' },
      'pause-s': { type: 'string' },
      'cut-s': { type: 'string', default: '5' },
      /** Three quarters of a minute, with MongoDB paused for 8 s. */
      short: { type: 'boolean', default: false },
    },
  }),
);
const newFolder = () => mkdtempSync(join(tmpdir(), 'loa-torture-'));

/** @returns whether all is well. */
async function embedded(): Promise<boolean> {
  for (let round = 0; round < Number(values.rounds); round++) {
    const dataDir = newFolder();
    const seed = Number(values.seed) + round;
    const report = await torture({ dataDir, kills: Number(values.kills), people: 20, batches: 10, seed });
    console.log(JSON.stringify({ round, seed, ...report }));
    const { lost, doubled, oversent, disordered } = report;
    if (lost + doubled + oversent + disordered > 0) {
      console.error(`something went wrong; the data is kept in ${dataDir}`);
      return false;
    }
    rmSync(dataDir, { recursive: true });
  }
  return true;
}

/** @returns whether all is well. */
async function cluster(): Promise<boolean> {
  const redisProgram = requires('redis');
  const mongo = requires('mongo');
  if (!redisProgram || !mongo) throw new Error('the cluster needs both servers; see above');
  const before = loadavg()[0] ?? 0;
  const report = await tortureCluster({
    redisProgram,
    mongo,
    dataDir: newFolder(),
    minutes: Number(values.minutes ?? (values.short ? 0.75 : 2)),
    webhooksPerSecond: Number(values.rate),
    newPerSecond: Number(values.new),
    pauseSeconds: Number(values['pause-s'] ?? (values.short ? 8 : 60)),
    cutSeconds: Number(values['cut-s']),
    seed: Number(values.seed),
    tell: (line) => console.error(`${Math.round(performance.now() / 1000)} s: ${line}`),
  });
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(`seed ${values.seed}, ${cpus().length} cores, load ${before.toFixed(1)} before, ${load} after`);
  printClusterReport(report, console.log);
  const { lost, doubled, disordered, overtaken, ended } = report;
  return lost + doubled + disordered + overtaken + ended === 0;
}

const engines = new Map([
  ['embedded', embedded],
  ['cluster', cluster],
]);
const engine = engines.get(values.engine);
if (!engine) {
  console.error(`--engine is one of ${[...engines.keys()].join(', ')}\n\n${USAGE}`);
  process.exit(2);
}
process.exit((await engine()) ? 0 : 1);
