/**
 * How many rings a second go from `add` to the handler, and what idle workers cost.
 *
 *     npx tsx bench/queue.ts
 */
import { openQueue } from '../src/queue/index.ts';

const JOBS = 50_000;
const AT_ONCE = 500;
const IDLE_WORKERS = 6;
const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;
const WARM_UP_MS = 5_000;
const IDLE_MS = 10_000;

async function ringsPerSecond(concurrency: number): Promise<number> {
  const queue = await openQueue({ kind: 'memory' });
  let rung = 0;
  let done: () => void = () => undefined;
  const allRung = new Promise<void>((resolve) => {
    done = resolve;
  });
  queue.work(
    'bell',
    async () => {
      rung += 1;
      if (rung === JOBS) done();
    },
    { concurrency },
  );
  const beganMs = performance.now();
  for (let n = 0; n < JOBS; n += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => queue.add('bell', { n: n + at })));
  }
  await allRung;
  const tookMs = performance.now() - beganMs;
  await queue.close();
  return Math.round((JOBS * MS_PER_SECOND) / tookMs);
}

async function idleCpuPercent(): Promise<number> {
  const queue = await openQueue({ kind: 'memory' });
  for (let n = 0; n < IDLE_WORKERS; n++) queue.work(`bell-${n}`, async () => undefined, { concurrency: 4 });
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const { user, system } = process.cpuUsage(before);
  await queue.close();
  return ((user + system) / US_PER_MS / IDLE_MS) * 100;
}

for (const concurrency of [1, 10, 50]) {
  console.log(`${await ringsPerSecond(concurrency)} rings/s with ${concurrency} handlers at once`);
}
console.log(`${(await idleCpuPercent()).toFixed(2)} % of one core for ${IDLE_WORKERS} idle workers`);
