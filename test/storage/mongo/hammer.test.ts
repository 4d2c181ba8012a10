import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/lib/clock.ts';
import { openMongoStorage } from '../../../src/storage/mongo/open.ts';
import { range } from '../../contracts/samples.ts';
import { bundled } from '../../support/bundled.ts';
import { faultsIn, type Loot, layOut } from '../../support/hammer.ts';
import { mongoServer } from '../../support/mongo-server.ts';

const PROCESSES = 8;
const WORKER = bundled(join(import.meta.dirname, 'hammer-worker.ts'));

const mongo = await mongoServer();

describe.skipIf(!mongo)('eight processes on one MongoDB', () => {
  it('that grab the same things at the same time each find one owner and one number', async () => {
    const uri = mongo?.freshUri() ?? '';
    const { storage } = await openMongoStorage({ uri, clock: systemClock(), awayMs: 60_000 });
    onTestFinished(() => storage.close());
    await layOut(storage);

    const workers = range(0, PROCESSES).map((n) => start(uri, `w${n}`));
    await Promise.all(workers.map((worker) => worker.ready));
    for (const worker of workers) worker.child.stdin?.write('go\n');
    const loots = await Promise.all(workers.map((worker) => worker.loot));

    expect(faultsIn(loots)).toEqual([]);
    // Nobody had it all for himself, or it was no fight.
    const winners = loots.filter((loot) => Object.values(loot.won).some((rounds) => rounds.length > 0));
    expect(winners.length).toBeGreaterThan(1);
  }, 180_000);
});

interface Worker {
  child: ChildProcess;
  ready: Promise<void>;
  loot: Promise<Loot>;
}

function start(uri: string, name: string): Worker {
  const child = spawn(process.execPath, [WORKER, uri, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended early`);
    return value as string;
  };
  const ready = next().then(() => undefined);
  const loot = ready.then(next).then((line) => JSON.parse(line) as Loot);
  // Told by `ready` already when it does not come that far.
  loot.catch(() => undefined);
  return { child, ready, loot };
}
