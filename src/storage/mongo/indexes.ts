import type { Connection } from 'mongoose';
import type { Logger } from '../../lib/logger.ts';
import type { CollectionSpec, IndexSpec } from './query.ts';

const NAMESPACE_NOT_FOUND = 26;

interface FoundIndex {
  name: string;
  key: Record<string, unknown>;
  unique?: boolean;
  partialFilterExpression?: unknown;
}

export interface IndexReport {
  missing: IndexSpec[];
  /** There under a declared name, but not as declared. */
  different: string[];
  /** There and declared by nobody: of an earlier version, or made by hand. */
  undeclared: string[];
}

/** Compares what a collection has with what its queries need. */
export async function checkIndexes(
  db: Connection,
  { collection, indexes }: CollectionSpec,
): Promise<IndexReport> {
  const found = await indexesOf(db, collection);
  const byName = new Map(found.map((index) => [index.name, index]));
  const declared = new Set(['_id_', ...indexes.map((index) => index.name)]);
  return {
    missing: indexes.filter((index) => !byName.has(index.name)),
    different: indexes
      .filter((index) => byName.has(index.name) && !isSame(index, byName.get(index.name) as FoundIndex))
      .map((index) => index.name),
    undeclared: found.map((index) => index.name).filter((name) => !declared.has(name)),
  };
}

/** Makes the indexes; those that are there already cost nothing, also when two processes make them at once. */
export async function createIndexes(
  db: Connection,
  collection: string,
  indexes: readonly IndexSpec[],
): Promise<void> {
  if (indexes.length === 0) return;
  await db.collection(collection).createIndexes(
    indexes.map(({ name, keys, unique, where }) => ({
      ...{ name, key: { ...keys } },
      ...(unique && { unique }),
      ...(where && { partialFilterExpression: where }),
    })),
  );
}

/**
 * Says what only a person should mend. Nothing is dropped here: in a rolling upgrade the other version still needs its
 * own indexes.
 */
export function adviseOnIndexes(
  { collection, different, undeclared }: CollectionSpec & IndexReport,
  logger?: Logger,
) {
  for (const index of different) {
    logger?.warn(
      { collection, index },
      'an index is not as this version declares it; drop it when every process runs this version, the next start makes it anew',
    );
  }
  for (const index of undeclared) {
    logger?.info(
      { collection, index },
      'no query needs this index; drop it when every process runs this version',
    );
  }
}

async function indexesOf(db: Connection, collection: string): Promise<FoundIndex[]> {
  try {
    return (await db.collection(collection).indexes()) as FoundIndex[];
  } catch (error) {
    if ((error as { code?: unknown }).code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}

function isSame(declared: IndexSpec, found: FoundIndex): boolean {
  const shape = (keys: object, unique: unknown, where: unknown) =>
    JSON.stringify([Object.entries(keys), unique === true, where ?? null]);
  return (
    shape(declared.keys, declared.unique, declared.where) ===
    shape(found.key, found.unique, found.partialFilterExpression)
  );
}
