import { mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeFolder } from './remove-folder.ts';
import { filesWith } from './search-files.ts';

it('finds what moves to another file while the folder is searched', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-search-'));
  onTestFinished(() => removeFolder(folder));
  mkdirSync(join(folder, 'journal'));
  const before = join(folder, 'journal', '1.events');
  const after = join(folder, 'a.db');
  writeFileSync(before, 'lời đã nói');

  const found = filesWith(folder, ['lời đã nói'], (path) => {
    if (path === before) renameSync(before, after);
    return readFileSync(path);
  });
  expect(found).toEqual([after]);
});
