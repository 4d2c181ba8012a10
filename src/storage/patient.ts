import { Second } from '../lib/duration.ts';
import type { Logger } from '../lib/logger.ts';
import { type Blobs, type OpenedStorage, type Storage, StorageUnavailable } from './storage.ts';

const TRY_AGAIN_MS = 2 * Second.ms;

/** A store that may come later than the process that needs it. */
export interface PatientStorage extends OpenedStorage {
  /**
   * Does the work before it resolves where the store is there; else resolves at once, and the work is done as soon as the
   * store is, in order, again after a failure.
   */
  whenThere(work: () => Promise<void>): Promise<void>;
}

export interface PatienceOptions {
  open(): Promise<OpenedStorage>;
  logger: Logger;
  /** Pause between attempts, ms. Default 2 s. */
  tryAgainMs?: number;
}

/**
 * Opens the store, now or when it comes. Until then each method of each store throws `unreachable`, as it does when the
 * server goes away later.
 *
 * @throws {StorageUnavailable} for any other reason than `unreachable`: waiting would not mend it.
 */
export async function openPatiently({
  open,
  logger,
  tryAgainMs = TRY_AGAIN_MS,
}: PatienceOptions): Promise<PatientStorage> {
  try {
    return { ...(await open()), whenThere: (work) => work() };
  } catch (error) {
    if (!isAway(error)) throw error;
    logger.error('MongoDB is away at the start: webhooks are accepted into the journal until it comes');
  }
  let there: OpenedStorage | null = null;
  let isClosed = false;
  let wake = () => {};
  const works: (() => Promise<void>)[] = [];

  /** Until the store is open, then until each work is done, then for good. */
  async function wait(): Promise<void> {
    let told = '';
    while (!isClosed && !(there && works.length === 0)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, tryAgainMs).unref();
      });
      try {
        if (!isClosed) there ??= await open();
        for (let work = works[0]; work && !isClosed; work = works[0]) {
          await work();
          works.shift();
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (!isAway(error) && reason !== told) logger.error({ reason }, 'the store cannot be used yet');
        told = reason;
      }
    }
    if (!isClosed) logger.info('MongoDB is there');
  }
  const waiting = wait();

  return {
    ...lateStorage(
      () => there,
      async () => {
        isClosed = true;
        wake();
        await waiting;
        await there?.storage.close();
      },
    ),
    async whenThere(work) {
      works.push(work);
    },
  };
}

function lateStorage(there: () => OpenedStorage | null, close: () => Promise<void>): OpenedStorage {
  const part = <T extends object>(of: (storage: Storage) => T): T => {
    const get = (_target: object, name: string | symbol) => {
      // Whatever looks like a promise to `await` would be called by it.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return async (...args: unknown[]) => {
        const opened = there();
        if (!opened) throw away();
        const store = of(opened.storage) as Record<string, (...args: unknown[]) => unknown>;
        return store[name]?.(...args);
      };
    };
    return new Proxy<T>({} as T, { get });
  };
  const blobs = <T>(work: (blobs: Blobs) => Promise<T>): Promise<T> => {
    const opened = there();
    return opened ? work(opened.blobs) : Promise.reject(away());
  };
  let closing: Promise<void> | undefined;
  return {
    storage: {
      inbox: part((storage) => storage.inbox),
      conversations: part((storage) => storage.conversations),
      outbox: part((storage) => storage.outbox),
      sequences: part((storage) => storage.sequences),
      records: (spec) => part((storage) => storage.records(spec)),
      transfer(specs) {
        const opened = there();
        if (!opened) throw away();
        return opened.storage.transfer(specs);
      },
      async ping() {
        const opened = there();
        if (!opened) throw away();
        await opened.storage.ping();
      },
      close() {
        closing ??= close();
        return closing;
      },
    },
    blobs: {
      put: (bytes) => blobs((all) => all.put(bytes)),
      get: (sha256) => blobs((all) => all.get(sha256)),
      has: (sha256) => blobs((all) => all.has(sha256)),
      remove: (sha256) => blobs((all) => all.remove(sha256)),
      async *list() {
        const opened = there();
        if (!opened) throw away();
        yield* opened.blobs.list();
      },
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof StorageUnavailable && error.code === 'unreachable';
}

function away(): StorageUnavailable {
  return new StorageUnavailable('unreachable', 'MongoDB has not been there since the start');
}
