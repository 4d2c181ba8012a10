import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileAtomic, writeFileAtomic } from '../../src/lib/atomic-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-file-'));
  path = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writing as a whole', () => {
  it('creates and replaces, and leaves nothing else behind', async () => {
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, Buffer.from('two'), { mode: 0o600 });
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('keeps one whole content when many write at once', async () => {
    const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(1_000));
    await Promise.all(contents.map((content) => writeFileAtomic(path, content)));
    expect(contents).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('keeps the old file and cleans up when it fails', async () => {
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'old');
    await expect(writeFileAtomic(path, 'new')).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
    expect(readdirSync(folder)).toEqual(['state.json']);
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('old');
  });

  it('tells that the folder is missing', async () => {
    await expect(writeFileAtomic(join(folder, 'gone', 'x'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('creating', () => {
  it('lets one of many win and never replaces', async () => {
    const won = await Promise.all(Array.from({ length: 10 }, (_, i) => createFileAtomic(path, `${i}`)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(readFileSync(path, 'utf8')).toBe(String(won.indexOf(true)));
    expect(await createFileAtomic(path, 'late')).toBe(false);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it('works where the file exists but may not be written', async () => {
    writeFileSync(path, 'fixed');
    chmodSync(path, 0o400);
    expect(await createFileAtomic(path, 'new')).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('fixed');
  });
});
