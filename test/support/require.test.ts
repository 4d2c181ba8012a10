import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { standInFolder } from './mongo/stand-in.ts';
import { requires } from './require.ts';

let folder: string;
let lines: string[];
const warn = (line: string) => void lines.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-path-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, mode: number): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

it('finds a program on the PATH, in the order of preference', () => {
  const chromium = install('chromium', 0o755);
  install('google-chrome', 0o755);
  expect(requires('chromium', { PATH: `/nowhere:${folder}` }, warn)).toBe(chromium);
  expect(lines).toEqual([]);
});

it('does not take a file that cannot be run', () => {
  install('redis-server', 0o644);
  expect(requires('redis', { PATH: folder }, warn)).toBeNull();
});

it('takes a running server that was named', () => {
  expect(requires('mongo', { PATH: folder, LOA_TEST_MONGODB_URI: 'mongodb://db' }, warn)).toBe(
    'mongodb://db',
  );
});

it('says in one loud line what is skipped and how to get it', () => {
  expect(requires('redis', { PATH: folder }, warn)).toBeNull();
  expect(lines).toEqual([expect.stringMatching(/SKIPPED.*redis.*apt-get install redis-server/)]);
});

it('fails when it was demanded', () => {
  const env = { PATH: folder, LOA_REQUIRE: 'chromium, redis' };
  expect(() => requires('redis', env, warn)).toThrow('apt-get install redis-server');
  expect(requires('mongod', env, warn)).toBeNull();
});

it('takes the stand-in for MongoDB where one was fetched, never for mongod itself', () => {
  const env = { PATH: folder, HOME: folder, LOA_REQUIRE: 'mongo' };
  install('java', 0o755);
  expect(() => requires('mongo', env, warn)).toThrow('npm run fetch:mongo');
  mkdirSync(standInFolder(env), { recursive: true });
  writeFileSync(join(standInFolder(env), 'server.jar'), '');
  expect(requires('mongo', env, warn)).toBe(standInFolder(env));
  expect(requires('mongod', env, warn)).toBeNull();
});
