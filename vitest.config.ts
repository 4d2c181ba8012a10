import { defineConfig } from 'vitest/config';

/** A file for machines that count results; set by scripts/check.ts. */
const report = process.env.LOA_TEST_REPORT;

/** Rooms that compute: their test files share loaded modules, which saves loading the lexicon for each of them. */
const COMPUTING = ['vi', 'flows', 'safety', 'domain', 'content', 'channels'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

const shared = {
  pool: 'threads',
  // Generous, because they only end what hangs: a busy machine must not turn a test red.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  env: { TZ: 'UTC' },
} as const;

export default defineConfig({
  test: {
    // Many tests wait for a process, a disk or a browser: on two cores two files at a time take half as long as one.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'computing', include: COMPUTING, isolate: false } },
      {
        test: {
          ...shared,
          name: 'system',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: COMPUTING,
          globalSetup: ['test/support/mongo/global-setup.ts'],
        },
      },
    ],
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report && { outputFile: { json: report } }),
  },
});
