/**
 * Tells all processes of the system something that is written down nowhere: who does not hear it now never will. For
 * what may be forgotten and must not be stored; work goes through the store.
 */
export interface Whispers {
  /** Never throws and never waits: with the server away nobody hears it. */
  tell(topic: string, words: string): void;
  /** Calls back with what any process tells, this one included. */
  hear(topic: string, listener: (words: string) => void): void;
  close(): void;
}

/** Where there is one process, nobody else is to be told. */
export function noWhispers(): Whispers {
  return { tell: () => {}, hear: () => {}, close: () => {} };
}
