import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { programEntry } from '../support/program-entry.ts';

const ROOT = join(import.meta.dirname, '../..');

it('ends quietly when nobody reads on: "loa … | head"', { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, [...programEntry(ROOT, 'cli/main'), 'understand', 'dates'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let faults = '';
  child.stderr.on('data', (chunk: Buffer) => {
    faults += chunk.toString();
  });
  child.stdout.destroy();
  child.stdin.end('{"text":"hôm qua"}\n{"text":"hôm kia"}\n');
  const [code] = await once(child, 'close');
  expect({ code, faults }).toEqual({ code: 0, faults: '' });
});
