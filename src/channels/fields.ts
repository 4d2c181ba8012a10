/**
 * Fields of what platforms send, read leniently: one of a wrong type counts as missing, and nothing here refuses.
 * Every webhook passes through some thirty of these before it is accepted, so each is one look at a value.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; undefined for anything else, lists too. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** What `read` makes of the fields of an object; undefined when it is none. */
export function readFields<T>(value: unknown, read: (fields: Fields) => T): T | undefined {
  const fields = fieldsOf(value);
  return fields && read(fields);
}

/** What `read` makes of each item of a list; one that is no object has no fields: that something came is worth knowing. */
export function readEach<T>(value: unknown, read: (fields: Fields) => T): T[] | undefined {
  return listOf(value)?.map((item) => read(fieldsOf(item) ?? {}));
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A time or a count, in whichever of the two types the platform writes it today. */
export function textOrNumber(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** Ids of up to 19 digits exceed 2^53: they come as strings, and a number is taken only where it is still exact. */
export function exactText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : undefined;
}

const ID = /^[\w.-]{1,128}$/;

/** An id without spaces or colons, see {@link exactText}. */
export function idOf(value: unknown): string | undefined {
  const id = exactText(value);
  return id !== undefined && ID.test(id) ? id : undefined;
}
