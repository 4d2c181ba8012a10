/** One of many processes that fight about the same things: `node hammer-worker.ts <uri> <name>`. */
import { once } from 'node:events';
import { systemClock } from '../../../src/lib/clock.ts';
import { openMongoStorage } from '../../../src/storage/mongo/open.ts';
import { grab } from '../../support/hammer.ts';

/** Many processes start at once on a small machine: slow is not away. */
const AWAY_MS = 60_000;

const [uri = '', name = ''] = process.argv.slice(2);
const { storage } = await openMongoStorage({ uri, clock: systemClock(), awayMs: AWAY_MS });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const loot = await grab(storage, name);
process.stdout.write(`${JSON.stringify(loot)}\n`);
await storage.close();
process.exit();
