import { storageError } from './errors.ts';

type Method = (...args: never[]) => unknown;

/** The same store, whose methods throw the port's errors instead of the driver's. */
export function guarded<T extends object>(store: T): T {
  const methods = Object.entries(store as Record<string, Method>).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw storageError(error);
      }
    },
  ]);
  return Object.fromEntries(methods) as T;
}
