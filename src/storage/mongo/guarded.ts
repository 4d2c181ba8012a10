import { storageError } from './errors.ts';
import type { Lifeline } from './lifeline.ts';

type Method = (...args: never[]) => unknown;

/** The same store, whose methods throw the port's errors instead of the driver's, and never run for ever. */
export function guarded<T extends object>(store: T, bounded: Lifeline['bounded']): T {
  const methods = Object.entries(store as Record<string, Method>).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await bounded(Promise.resolve(method(...args)));
      } catch (error) {
        throw storageError(error);
      }
    },
  ]);
  return Object.fromEntries(methods) as T;
}
