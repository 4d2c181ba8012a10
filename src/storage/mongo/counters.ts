import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from './errors.ts';
import { type CollectionSpec, ID_INDEX, queries } from './query.ts';

interface CounterDocument {
  _id: string;
  value: number;
}

const counterSchema = new Schema<CounterDocument>(
  { _id: { type: String, required: true }, value: { type: Number, required: true } },
  { collection: 'counters', versionKey: false, strict: 'throw' },
);

export const COUNTERS_COLLECTION: CollectionSpec = { collection: 'counters', indexes: [] };

export const COUNTER_QUERIES = queries({
  counter: (name: string) => ({ filter: { _id: name }, hint: ID_INDEX }),
});

/** Numbers that only rise; each is handed out once, gaps are allowed. */
export interface Counters {
  next(name: string): Promise<number>;
  /** Makes sure that {@link next} gives only numbers above `atLeast`. */
  raise(name: string, atLeast: number): Promise<void>;
}

export function mongoCounters(db: Connection): Counters {
  const counters = db.model<CounterDocument>('counters', counterSchema);

  async function next(name: string): Promise<number> {
    const { filter } = COUNTER_QUERIES.counter(name);
    const counter = await counters
      .findOneAndUpdate(filter, { $inc: { value: 1 } }, { returnDocument: 'after' })
      .lean<CounterDocument>();
    if (counter) return counter.value;
    // Two processes may find it missing: one makes it, the other counts on.
    const isOurs = await counters.collection.insertOne({ _id: name, value: 1 } as never).then(
      () => true,
      (error) => {
        if (!isDuplicateKey(error)) throw error;
        return false;
      },
    );
    return isOurs ? 1 : next(name);
  }

  async function raise(name: string, atLeast: number): Promise<void> {
    const { filter } = COUNTER_QUERIES.counter(name);
    const done = await counters.updateOne(filter, { $max: { value: atLeast } });
    if (done.matchedCount > 0) return;
    await counters.collection.insertOne({ _id: name, value: atLeast } as never).catch((error) => {
      if (!isDuplicateKey(error)) throw error;
      return raise(name, atLeast);
    });
  }

  return { next, raise };
}
