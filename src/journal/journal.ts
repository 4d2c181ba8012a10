import type { AcceptedEvent } from '../domain/event-log.ts';

/**
 * The fsynced front door: a webhook is answered only after its events are here, and they stay here until the inbox has
 * them. One folder an instance under `DATA_DIR/journal/<instanceId>/`, segments of CRC-checked frames.
 */
export interface Journal {
  /**
   * Resolves when the events are on disk (group commit: one write that waits for the disk a batch; the next batch gathers
   * meanwhile). An empty list resolves at once.
   *
   * @throws {JournalUnavailable} when the disk refuses; nothing of this call counts as accepted then.
   */
  append(events: readonly AcceptedEvent[]): Promise<void>;
  /**
   * Moves journaled events to `sink` in batches, in order, and drops a segment once `sink` has taken all of it.
   * A `sink` that throws is tried again with back-off and the same events. Adopted journals come first. One that throws
   * {@link SinkAway} blames no event; after other errors an event that is refused alone is put aside.
   */
  startDraining(sink: (events: AcceptedEvent[]) => Promise<void>): void;
  /** Resolves when everything appended before this call has been drained. */
  drained(): Promise<void>;
  lag(): JournalLag;
  /** Stops taking, drains up to `graceMs`, closes the files. What is left is found at the next start. */
  close(graceMs: number): Promise<void>;
}

export interface JournalLag {
  /** Events that are on disk but not yet in the inbox. */
  events: number;
  /** Age of the oldest of them, ms. */
  oldestMs: number;
  /** False while the disk refuses. */
  writable: boolean;
  /** Frames that could not be read and were put aside since the start. */
  quarantined: number;
}

/** The sink takes nothing at the moment, whatever it is given. */
export class SinkAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super('[journal] the sink is away', options);
    this.name = 'SinkAway';
  }
}

/** The journal cannot be written: the webhook answers 503 and the platform comes again. */
export class JournalUnavailable extends Error {
  readonly code: 'disk-full' | 'read-only' | 'closed' | 'io-error';

  constructor(code: JournalUnavailable['code'], options?: { cause?: unknown }) {
    super(`[journal] ${code}`, options);
    this.name = 'JournalUnavailable';
    this.code = code;
  }
}
