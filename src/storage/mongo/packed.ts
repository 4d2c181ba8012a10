/** A value in a document: as it is, where the engine can keep it exactly, so that it can be searched and read. */
export interface Packed {
  doc: unknown;
  /** The value as JSON, when `doc` cannot be exact; `doc` then holds the scalars for the indexes. */
  exact?: string;
}

/**
 * What does not come back from BSON as it was: halves of surrogate pairs have no UTF-8, NUL ends a name, and names with
 * `$`, `.` or `_bsontype` mean something to server or driver. Looked for in JSON, where a false alarm does no harm.
 */
const NOT_EXACT = /\\u(d[89ab]|0000)|"(_bsontype|__proto__|)":|"[^"]*[$.][^"]*":/i;

/** Both fields of a stored value; set both, so that no old `exact` stays behind. */
export function packed(value: unknown): Packed & { exact: string | undefined } {
  const json = JSON.stringify(value);
  const plain: unknown = JSON.parse(json);
  if (!NOT_EXACT.test(json)) return { doc: plain, exact: undefined };
  return { doc: scalarsOf(plain), exact: json };
}

export function unpacked<T>({ doc, exact }: { doc?: unknown; exact?: string | undefined }): T {
  return (exact === undefined ? doc : JSON.parse(exact)) as T;
}

function scalarsOf(value: unknown): Record<string, unknown> {
  const fields = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    fields.filter(([name, field]) => /^\w+$/.test(name) && (field === null || typeof field !== 'object')),
  );
}
