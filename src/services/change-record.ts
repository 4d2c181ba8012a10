import type { Records, Stored } from '../storage/records.ts';

/** Rounds of compare-and-set before giving up; contention on one record is rare and short. */
const MAX_ROUNDS = 20;

/**
 * Changes one record by compare-and-set, reading anew when another writer was faster.
 *
 * @param change - The new value, or null to leave the record alone. Must be pure: it may run several times.
 * @returns the record as it stands now, or null when it does not exist.
 * @throws {Error} when other writers won every round.
 */
export async function changeRecord<T>(
  records: Records<T>,
  id: string,
  change: (value: T) => T | null,
): Promise<Stored<T> | null> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const stored = await records.get(id);
    if (!stored) return null;
    const next = change(stored.value);
    if (next === null) return stored;
    if (await records.replace(id, next, stored.version)) {
      return { id, version: stored.version + 1, value: next };
    }
  }
  throw new Error('record changed too often to be updated');
}

/** Every record of an index selection, page by page. */
export async function* allRecords<T>(
  records: Records<T>,
  query: {
    index: string;
    equals?: readonly (string | number | boolean | null)[];
    from?: string | number;
    to?: string | number;
  },
): AsyncGenerator<Stored<T>> {
  let after: string | undefined;
  do {
    const page = await records.find({ ...query, limit: 500, ...(after ? { after } : {}) });
    yield* page.items;
    after = page.cursor ?? undefined;
  } while (after);
}
