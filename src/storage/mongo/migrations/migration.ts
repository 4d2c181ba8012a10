import type { Connection } from 'mongoose';

/**
 * One numbered change of the data. Once shipped it is never edited: write the next one instead. It must be harmless to
 * run twice, because a process may die in the middle, and must leave data that the version before can work with, because
 * processes of both run at the same time during an upgrade.
 */
export interface Migration {
  number: number;
  name: string;
  run(db: Connection): Promise<void>;
}
