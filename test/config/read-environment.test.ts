import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readEnvironment } from '../../src/config/read-environment.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-env-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

it('completes the process from a file .env, and the process wins', () => {
  writeFileSync(join(folder, '.env'), 'PORT=4000\nHOST=0.0.0.0\n');
  vi.stubEnv('PORT', '5000');
  expect(readEnvironment(folder)).toMatchObject({ PORT: '5000', HOST: '0.0.0.0' });
});

it('does without a file', () => {
  vi.stubEnv('PORT', '5000');
  expect(readEnvironment(folder).PORT).toBe('5000');
});
