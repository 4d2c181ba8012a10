import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';
import { PATIENCE_MS } from './test/support/patience.ts';

/** A file for machines that count results; set by scripts/check.ts. */
const report = process.env.LOA_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/mongo/global-setup.ts'],
    // Many tests wait for a process, a disk or a browser: on two cores two files at a time take half as long as one.
    maxWorkers: 2,
    pool: 'threads',
    // The files of a thread share what they load, which saves loading the whole application for each of them.
    isolate: false,
    sequence: { sequencer: LongFirst },
    // Generous, because they only end what hangs: a busy machine must not turn a test red.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: PATIENCE_MS } },
    env: { TZ: 'UTC' },
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report && { outputFile: { json: report } }),
  },
});
