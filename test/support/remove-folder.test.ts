import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeFolder } from './remove-folder.ts';

/** Writes file after file into its folder until the folder is gone or it has written enough. */
const WRITER = `
  const { writeFileSync } = require('node:fs');
  for (let one = 0; ; one += 1) {
    writeFileSync(one + '.tmp', 'x');
    if (one === 5_000) break;
    if (one === 0) process.stdout.write('writing');
  }`;

it('removes a folder that another process is still writing to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-busy-'));
  const writer = spawn(process.execPath, ['-e', WRITER], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void writer.kill('SIGKILL'));
  const ended = once(writer, 'exit');
  await once(writer.stdout, 'data');
  removeFolder(folder);
  await ended;
  expect(existsSync(folder)).toBe(false);
});
