import { join } from 'node:path';
import { loadConfig } from '../src/config/load-config.ts';
import { readEnvironment } from '../src/config/read-environment.ts';
import { loadAdminUnits } from '../src/content/admin-units.ts';
import { systemClock } from '../src/lib/clock.ts';
import { randomIds } from '../src/lib/ids.ts';
import { inventYear } from '../src/services/roster/invented-year.ts';
import { loadYear } from '../src/services/roster/load-year.ts';
import { seedUnits } from '../src/services/seed-units.ts';
import { openStores } from '../src/services/stores.ts';
import { openSqliteStorage } from '../src/storage/sqlite/open.ts';

/** `npx tsx scripts/invent-year.ts [year]`: fills `DATA_DIR` with an invented year of 77 teams; the server must be down. */
const [year = '2026'] = process.argv.slice(2);
const { dataDir } = loadConfig(readEnvironment());
const clock = systemClock();
const storage = await openSqliteStorage({ dataDir, clock });
const stores = openStores(storage);
await seedUnits(loadAdminUnits(join(import.meta.dirname, '../content/plan/admin-units.json')), stores);
const invented = inventYear(Number(year));
await loadYear(invented, { stores, clock, ids: randomIds() });
await storage.close();
console.log(`${invented.sessions.length} sessions, ${invented.memberships.length} people in ${dataDir}`);
