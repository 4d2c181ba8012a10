import { defineConfig } from 'vitest/config';

/** A file for machines that count results; set by scripts/check.ts. */
const report = process.env.LOA_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/mongo/global-setup.ts'],
    pool: 'threads',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    env: { TZ: 'UTC' },
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report && { outputFile: { json: report } }),
  },
});
