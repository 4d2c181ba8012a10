import { expect, it } from 'vitest';
import { tempDir } from '../support/temp-dir.ts';
import { torture } from '../support/torture.ts';

/** The embedded pair, as one process; the other one has `npm run torture -- --engine cluster`, too long for every run. */

it('loses nothing, doubles nothing and keeps the order when the power fails in a storm of webhooks', async () => {
  const report = await torture({ dataDir: tempDir(), kills: 2, people: 10, batches: 4, seed: 7 });
  expect(report).toMatchObject({ accepted: 120, lost: 0, doubled: 0, oversent: 0, disordered: 0, parked: 0 });
  expect(report.duplicates).toBeGreaterThan(0);
}, 120_000);
