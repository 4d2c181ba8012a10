import { expect, it, onTestFinished } from 'vitest';
import { frozenClock } from '../../../src/lib/clock.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { range, T0 } from '../../contracts/samples.ts';
import { faultsIn, grab, layOut } from '../../support/hammer.ts';
import { tempDir } from '../../support/temp-dir.ts';

it('many callers in one process that grab the same things each find one owner and one number', async () => {
  const storage = await openSqliteStorage({ dataDir: tempDir(), clock: frozenClock(T0) });
  onTestFinished(() => storage.close());
  await layOut(storage);
  const loots = await Promise.all(range(0, 16).map((n) => grab(storage, `w${n}`)));
  expect(faultsIn(loots)).toEqual([]);
});
