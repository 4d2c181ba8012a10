import { type Connection, Schema } from 'mongoose';
import type { Sequences } from '../storage.ts';
import type { Counters } from './counters.ts';
import { isDuplicateKey } from './errors.ts';
import { type CollectionSpec, findFirst, queries } from './query.ts';

interface SequenceDocument {
  scope: string;
  key: string;
  number: number;
}

const sequenceSchema = new Schema<SequenceDocument>(
  {
    scope: { type: String, required: true },
    key: { type: String, required: true },
    number: { type: Number, required: true },
  },
  { collection: 'sequence_numbers', versionKey: false, strict: 'throw' },
);

export const SEQUENCES_COLLECTION: CollectionSpec = {
  collection: 'sequence_numbers',
  indexes: [
    { name: 'sequence_key', keys: { scope: 1, key: 1 }, unique: true },
    { name: 'sequence_number', keys: { scope: 1, number: 1 }, unique: true },
  ],
};

export const SEQUENCE_QUERIES = queries({
  known: (scope: string, key: string) => ({ filter: { scope, key }, hint: 'sequence_key' }),
});

/** A number is drawn first and then kept under its key; who comes second reads the first one's, and his is a gap. */
export function mongoSequences(db: Connection, counters: Counters): Sequences {
  const numbers = db.model<SequenceDocument>('sequence_numbers', sequenceSchema);

  async function known(scope: string, key: string): Promise<number | null> {
    return (await findFirst(numbers, SEQUENCE_QUERIES.known(scope, key)))?.number ?? null;
  }

  return {
    async reserve(scope, key) {
      const before = await known(scope, key);
      if (before !== null) return before;
      const number = await counters.next(`sequence ${scope}`);
      try {
        await numbers.collection.insertOne({ scope, key, number });
        return number;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const first = await known(scope, key);
        if (first === null) throw error;
        return first;
      }
    },
  };
}
