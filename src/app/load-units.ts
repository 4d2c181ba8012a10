import { join } from 'node:path';
import { loadAdminUnits } from '../content/admin-units.ts';
import { seedUnits } from '../services/seed-units.ts';
import type { Stores } from '../services/stores.ts';
import { projectRoot } from './project-root.ts';

/** Provinces and communes as the project has them: whoever opens the store needs them, server or command. */
export function loadUnits(stores: Pick<Stores, 'units'>): Promise<void> {
  return seedUnits(loadAdminUnits(join(projectRoot(), 'content/plan/admin-units.json')), stores);
}
