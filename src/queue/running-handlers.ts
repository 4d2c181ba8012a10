import type { JobData, JobHandler } from './queue.ts';

/**
 * What BullMQ sees (and an engine may keep) of a failed handler: name and code only, because messages may quote what
 * people wrote. Its own class also keeps a handler from steering BullMQ by the name of an error.
 */
class HandlerFailed extends Error {
  constructor(cause: unknown) {
    super(describe(cause));
    this.name = 'HandlerFailed';
  }
}

/** The handlers running now, each with the signal that tells it to stop. */
export class RunningHandlers {
  readonly #running = new Map<string, AbortController>();
  readonly #whenEnded: (() => void)[] = [];

  /**
   * Runs a handler for one job.
   *
   * @param onError - Gets the handler's own error.
   * @throws {HandlerFailed} when the handler threw.
   */
  async run(
    key: string,
    handler: JobHandler,
    data: JobData,
    onError: (error: unknown) => void,
  ): Promise<void> {
    const controller = new AbortController();
    this.abort(key, 'this job is rung again');
    this.#running.set(key, controller);
    try {
      await handler(data, controller.signal);
    } catch (error) {
      onError(error);
      throw new HandlerFailed(error);
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
      if (this.#running.size === 0) for (const tell of this.#whenEnded.splice(0)) tell();
    }
  }

  /** Resolves once none runs. */
  ended(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEnded.push(resolve));
  }

  abort(key: string, reason: string): void {
    this.#running.get(key)?.abort(new Error(reason));
  }

  abortAll(reason: string): void {
    for (const controller of this.#running.values()) controller.abort(new Error(reason));
  }
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return 'not an Error';
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? `${cause.name} ${code}` : cause.name;
}
