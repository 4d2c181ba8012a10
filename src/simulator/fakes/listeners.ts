/** Who wants to be told of something. */
export interface Listeners<T> {
  /** @returns how to stop being told. */
  add(listener: (told: T) => void): () => void;
  tell(told: T): void;
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(told: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told) {
      for (const listener of listeners) listener(told);
    },
  };
}
