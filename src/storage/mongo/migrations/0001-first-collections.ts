import { duplicatesIn } from '../errors.ts';
import type { Migration } from './migration.ts';

/** Collections come with their indexes; only the counters need something inside. */
export const firstCollections: Migration = {
  number: 1,
  name: 'first-collections',
  async run(db) {
    const counters = db.collection<{ _id: string; value: number }>('counters');
    const names = ['conversation-lives', 'lane-fences', 'ping'];
    await counters
      .insertMany(
        names.map((name) => ({ _id: name, value: 0 })),
        { ordered: false },
      )
      .catch(duplicatesIn);
  },
};
