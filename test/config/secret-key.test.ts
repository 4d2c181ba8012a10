import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { ensureSecretKey, SECRET_KEY_FILE } from '../../src/config/secret-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is made once and stays the same', async () => {
  const dataDir = join(folder, 'new', 'data');
  const key = await ensureSecretKey(dataDir);
  expect(key.length).toBeGreaterThanOrEqual(32);
  expect(await ensureSecretKey(dataDir)).toBe(key);
});

it('is readable by its owner alone', async () => {
  await ensureSecretKey(folder);
  expect(statSync(join(folder, SECRET_KEY_FILE)).mode & 0o777).toBe(0o600);
});

it('is one and the same for starters that race, and leaves nothing else behind', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => ensureSecretKey(folder)));
  expect(new Set(keys).size).toBe(1);
  expect(readdirSync(folder)).toEqual([SECRET_KEY_FILE]);
});

it('is never replaced when the file is damaged', async () => {
  writeFileSync(join(folder, SECRET_KEY_FILE), 'half');
  await expect(ensureSecretKey(folder)).rejects.toThrow(ConfigError);
});
