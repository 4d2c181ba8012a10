import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadAdminUnits } from '../../src/content/admin-units.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { seededIds } from '../../src/lib/ids.ts';
import { seedUnits } from '../../src/services/seed-units.ts';
import { openStores } from '../../src/services/stores.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { NOW_MS } from './events.ts';
import { tempDir } from './temp-dir.ts';

/** Real stores in a fresh folder, with the real units, a frozen clock and repeatable ids. */
export async function openTestStores() {
  const clock = frozenClock(NOW_MS);
  const storage = await openSqliteStorage({ dataDir: tempDir(), clock });
  onTestFinished(() => storage.close());
  const stores = openStores(storage);
  const root = join(import.meta.dirname, '../..');
  await seedUnits(loadAdminUnits(join(root, 'content/plan/admin-units.json')), stores);
  return { clock, ids: seededIds('stores'), storage, stores };
}
