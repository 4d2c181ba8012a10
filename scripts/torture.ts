/** Kills the real server again and again in a storm of webhooks, and compares all the books afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { torture } from '../test/support/torture.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    kills: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});

for (let round = 0; round < Number(values.rounds); round++) {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-torture-'));
  const seed = Number(values.seed) + round;
  const report = await torture({ dataDir, kills: Number(values.kills), people: 20, batches: 10, seed });
  console.log(JSON.stringify({ round, seed, ...report }));
  const { lost, doubled, oversent, disordered } = report;
  if (lost + doubled + oversent + disordered > 0) {
    console.error(`something went wrong; the data is kept in ${dataDir}`);
    process.exit(1);
  }
  rmSync(dataDir, { recursive: true });
}
process.exit(0);
