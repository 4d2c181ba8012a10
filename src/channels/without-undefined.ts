/** The same object without the fields that have no value. */
export function withoutUndefined<T extends object>(object: T): T {
  const rest: Partial<T> = {};
  for (const key of Object.keys(object) as (keyof T)[])
    if (object[key] !== undefined) rest[key] = object[key];
  return rest as T;
}
