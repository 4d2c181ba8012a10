/** Lets nothing of a delivered safety card lie in the store's own log until the hourly clean-up. */
export interface ForgetCards {
  /** A row of the safety lane was removed. */
  removed(): void;
  /** Empties the log when a row was removed since the last time: called again and again, so that many rows cost one emptying. */
  forget(): Promise<void>;
}

/** @param emptyLog - Of the store; absent where its engine keeps no log of its own. */
export function createForgetCards(emptyLog?: () => Promise<void>): ForgetCards {
  // A process that was killed may have left a card's text in the log.
  let pending = true;
  return {
    removed() {
      pending = true;
    },
    async forget() {
      if (!pending || !emptyLog) return;
      pending = false;
      try {
        await emptyLog();
      } catch (error) {
        pending = true;
        throw error;
      }
    },
  };
}
