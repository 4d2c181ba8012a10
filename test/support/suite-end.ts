import { afterAll } from 'vitest';

/** What is to be done when a suite is over. */
export interface SuiteEnd {
  /** The last that was added is done first. */
  add(work: () => unknown): void;
}

/**
 * Called where a suite is described, for the hooks and helpers in it: vitest never runs an `afterAll` that is asked for
 * inside a hook, so what they start would stay until the thread ends.
 */
export function suiteEnd(): SuiteEnd {
  const works: (() => unknown)[] = [];
  afterAll(async () => {
    for (let work = works.pop(); work; work = works.pop()) await work();
  });
  return { add: (work) => void works.push(work) };
}
