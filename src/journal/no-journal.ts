import { type Journal, JournalUnavailable } from './journal.ts';

/** The journal of a process that accepts nothing, such as a command. */
export function noJournal(): Journal {
  return {
    async append(events) {
      if (events.length > 0) throw new JournalUnavailable('closed');
    },
    startDraining() {},
    async drained() {},
    lag: () => ({ events: 0, oldestMs: 0, writable: true, quarantined: 0 }),
    async close() {},
  };
}
