import { openJournal } from '../../src/journal/open.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { sampleEvent } from '../contracts/samples.ts';

/** Appends events one after the other on several lines until it is killed; prints the number of each accepted one. */
const [, , dir = '', instanceId = '', first = '0'] = process.argv;
const APPENDERS = 8;

const journal = await openJournal({ dir, instanceId, clock: systemClock(), exclusive: true });
let n = Number(first);
await Promise.all(
  Array.from({ length: APPENDERS }, async () => {
    for (;;) {
      const mine = n++;
      await journal.append([sampleEvent(mine)]);
      process.stdout.write(`${mine}\n`);
    }
  }),
);
