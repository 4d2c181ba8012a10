import { firstTables } from './0001-first-tables.ts';
import { draftAge } from './0002-draft-age.ts';
import type { Migration } from './migration.ts';

/** Every migration in order. A new one is a new file and a line here. */
export const MIGRATIONS: readonly Migration[] = [firstTables, draftAge];
