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

it('takes a value from the file that its variable with _FILE names, without the line’s end', () => {
  writeFileSync(join(folder, 'key'), 'a-secret-from-a-file\n');
  writeFileSync(join(folder, '.env'), `LOA_SECRET_KEY_FILE=${join(folder, 'key')}\n`);
  const environment = readEnvironment(folder);
  expect(environment.LOA_SECRET_KEY).toBe('a-secret-from-a-file');
  expect(environment).not.toHaveProperty('LOA_SECRET_KEY_FILE');
});

it('tells all files at once that cannot be read or say the same twice, and no value', () => {
  writeFileSync(join(folder, 'key'), 'a-secret-from-a-file');
  vi.stubEnv('LOA_SECRET_KEY', 'another-secret');
  vi.stubEnv('LOA_SECRET_KEY_FILE', join(folder, 'key'));
  vi.stubEnv('REDIS_URL_FILE', join(folder, 'gone'));
  const read = () => readEnvironment(folder);
  expect(read).toThrow(/LOA_SECRET_KEY_FILE is set, and LOA_SECRET_KEY as well/);
  expect(read).toThrow(/REDIS_URL_FILE names a file that cannot be read \(ENOENT\)/);
  expect(read).not.toThrow(/secret-/);
});

it('takes an empty file for unset', () => {
  writeFileSync(join(folder, 'empty'), '\n');
  vi.stubEnv('ZALO_APP_SECRET_FILE', join(folder, 'empty'));
  expect(readEnvironment(folder).ZALO_APP_SECRET).toBe('');
});
