import { systemClock } from '../../../src/lib/clock.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { range, sampleEvent } from '../../contracts/samples.ts';

/** Accepts events in batches until it is killed; prints the number of each accepted one. */
const [, , dataDir = '', first = '0'] = process.argv;
const BATCH = 5;

const storage = await openSqliteStorage({ dataDir, clock: systemClock() });
for (let n = Number(first); ; n += BATCH) {
  const batches = range(n, n + BATCH).map(async (one) => {
    await storage.inbox.acceptMany([sampleEvent(one)]);
    process.stdout.write(`${one}\n`);
  });
  await Promise.all(batches);
}
