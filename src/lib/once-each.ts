/**
 * Remembers what was read under each key for the life of the process; what threw is read again. For files that nobody
 * changes under a running server.
 */
export function onceEach<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (known.has(key)) return known.get(key) as T;
    const value = read(key);
    known.set(key, value);
    return value;
  };
}
