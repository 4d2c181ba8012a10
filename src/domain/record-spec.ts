import type { z } from 'zod';

/**
 * A kind of record as data: its name, its shape and the indexes that its queries use. Engines build tables and indexes
 * from this, and a test proves that no query goes without one.
 */
export interface RecordSpec<T> {
  /** Plural, snake_case: names the table or collection. */
  name: string;
  schema: z.ZodType<T>;
  /** Index name → top-level scalar fields of the record. The first field is the one that would shard it. */
  indexes: Record<string, readonly (keyof T & string)[]>;
}

export function recordSpec<T>(spec: RecordSpec<T>): RecordSpec<T> {
  return spec;
}
