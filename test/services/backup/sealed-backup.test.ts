import { randomBytes } from 'node:crypto';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import type { BackupHeader } from '../../../src/services/backup/backup-lines.ts';
import { verifyBackup } from '../../../src/services/backup/restore.ts';
import { openSealedLines, sealLines } from '../../../src/services/backup/sealed-file.ts';
import { backupLines } from '../../../src/services/backup/write-lines.ts';
import { openDiskBlobs } from '../../../src/storage/disk-blobs.ts';
import type { Blobs } from '../../../src/storage/storage.ts';
import type { TransferRow } from '../../../src/storage/transfer.ts';
import { tempDir } from '../../support/temp-dir.ts';

const PASSPHRASE = 'bốn từ dài để niêm phong';
const FAST = { scryptWorkFactor: 2 };
const HEADER = {
  program: '0.1.0',
  atMs: 1_795_000_000_000,
  engine: 'sqlite' as const,
  secretKey: 'k'.repeat(40),
};
const ROWS: TransferRow[] = Array.from({ length: 1_203 }, (_, n) => ({
  id: `r${String(n).padStart(5, '0')}`,
  row: { words: `Thôn Mẫu ${n} \u2028 "“”` },
}));

function snapshotOf(rows: readonly TransferRow[]) {
  return {
    stores: ['records:things', 'inbox'],
    read: async (store: string, after: string | null, limit: number) =>
      store === 'inbox' ? [] : rows.filter(({ id }) => id > (after ?? '')).slice(0, limit),
    count: async () => rows.length,
    close: async () => {},
  };
}

async function linesOf(blobs: Blobs = openDiskBlobs(tempDir())): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of backupLines({ snapshot: snapshotOf(ROWS), blobs, header: HEADER }))
    lines.push(line);
  return lines;
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function sealed(lines: readonly string[], passphrase = PASSPHRASE): Promise<string> {
  const path = join(tempDir(), 'a.backup.age');
  await pipeline(await sealLines(each(lines), { passphrase, ...FAST }), createWriteStream(path));
  return path;
}

describe('a sealed backup', () => {
  it('comes back whole: every row, every file, and the key that opens the tokens', async () => {
    const blobs = openDiskBlobs(tempDir());
    const photo = randomBytes(400_000);
    await blobs.put(photo);
    const path = await sealed(await linesOf(blobs));
    const report = await verifyBackup(openSealedLines(path, PASSPHRASE));
    expect(report.header).toMatchObject(HEADER satisfies Partial<BackupHeader>);
    expect(report.footer).toMatchObject({ rows: { 'records:things': 1_203, inbox: 0 }, blobs: 1 });
  });

  it('shows nothing of what is in it', async () => {
    const bytes = readFileSync(await sealed(await linesOf())).toString('latin1');
    expect(bytes.startsWith('age-encryption.org/v1')).toBe(true);
    for (const text of ['Thôn Mẫu', HEADER.secretKey, 'records:things']) expect(bytes).not.toContain(text);
  });

  it('is said to be missing when there is no such file', async () => {
    const nowhere = join(tempDir(), 'nowhere.backup.age');
    await expect(verifyBackup(openSealedLines(nowhere, PASSPHRASE))).rejects.toMatchObject({
      code: 'missing',
    });
  });

  it('is not opened with another passphrase', async () => {
    const path = await sealed(await linesOf());
    await expect(verifyBackup(openSealedLines(path, 'một cụm từ khác hẳn'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
  });

  it.each([
    ['a changed byte', (bytes: Buffer) => bytes.with(bytes.length - 100, (bytes.at(-100) ?? 0) ^ 1)],
    ['a missing end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 60)],
  ])('is refused with %s', async (_, change) => {
    const path = await sealed(await linesOf());
    writeFileSync(path, change(readFileSync(path)));
    await expect(verifyBackup(openSealedLines(path, PASSPHRASE))).rejects.toMatchObject({
      name: 'BackupUnusable',
    });
  });
});

describe('the lines of a backup', () => {
  const without = (n: number) => (lines: string[]) => lines.filter((_, i) => i !== n);
  it.each([
    ['a row is missing', without(5), 'damaged'],
    [
      'a row was changed',
      (lines: string[]) => lines.map((line, i) => (i === 5 ? line.replace('Mẫu', 'Khác') : line)),
      'damaged',
    ],
    ['the end is missing', (lines: string[]) => lines.slice(0, -1), 'cut-off'],
    ['something follows the end', (lines: string[]) => [...lines, lines[5] ?? ''], 'damaged'],
    ['the beginning is missing', without(0), 'damaged'],
    ['a line is no JSON', (lines: string[]) => lines.with(3, '{'), 'damaged'],
    [
      'a newer program wrote it',
      (lines: string[]) => lines.with(0, (lines[0] ?? '').replace('"format":1', '"format":2')),
      'newer-format',
    ],
  ])('are refused when %s', async (_, change, code) => {
    await expect(verifyBackup(each(change(await linesOf())))).rejects.toMatchObject({ code });
  });
});
