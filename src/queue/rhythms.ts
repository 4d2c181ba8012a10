import type { JobData } from './queue.ts';

export interface Rhythm {
  readonly queue: string;
  readonly id: string;
  readonly everyMs: number;
  readonly data: JobData;
}

export interface RhythmEngine {
  isSet(rhythm: Rhythm): Promise<boolean>;
  set(rhythm: Rhythm): Promise<void>;
  /** The engine refused or is away; it is tried again. */
  failed(queue: string, error: unknown): void;
}

/**
 * The rhythms that this process wants. They come from the code, so an engine that was emptied, or away when it should
 * have been told, is told anew.
 */
export class Rhythms {
  readonly #wanted = new Map<string, Rhythm>();
  /** Those that the engine has never been told. */
  readonly #untold = new Set<Rhythm>();
  readonly #engine: RhythmEngine;
  readonly #renewMs: number;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(renewMs: number, engine: RhythmEngine) {
    this.#renewMs = renewMs;
    this.#engine = engine;
  }

  /** Sets a rhythm now, replacing the old one of its id, and keeps it set. */
  async keep(rhythm: Rhythm): Promise<void> {
    this.#wanted.set(`${rhythm.queue} ${rhythm.id}`, rhythm);
    this.#untold.add(rhythm);
    await this.#try(rhythm);
    if (!this.#stopped) this.#timer ??= setInterval(() => void this.#renew(), this.#renewMs).unref();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  async #renew(): Promise<void> {
    for (const rhythm of this.#wanted.values()) await this.#try(rhythm);
  }

  /** Leaves alone what is set already: setting it again would begin its time anew. */
  async #try(rhythm: Rhythm): Promise<void> {
    if (this.#stopped) return;
    try {
      if (this.#untold.has(rhythm) || !(await this.#engine.isSet(rhythm))) await this.#engine.set(rhythm);
      this.#untold.delete(rhythm);
    } catch (error) {
      if (!this.#stopped) this.#engine.failed(rhythm.queue, error);
    }
  }
}
