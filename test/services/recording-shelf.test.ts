import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadRecordings } from '../../src/content/recordings.ts';
import { openRecordingShelf } from '../../src/services/recording-shelf.ts';
import { openDiskBlobs } from '../../src/storage/disk-blobs.ts';
import { recordingPages } from '../../src/web/recordings.ts';
import { tempDir } from '../support/temp-dir.ts';

const SOUND = Buffer.from('ID3 invented sound');

function folderWith(...names: string[]): string {
  const dir = tempDir();
  for (const name of names) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), SOUND);
  }
  return dir;
}

describe('recordings of a language', () => {
  it('are found by their path, and their bytes are ready for whoever sends them', async () => {
    const blobs = openDiskBlobs(tempDir());
    const asset = await openRecordingShelf(loadRecordings(folderWith('rog-Latn/card.mp3')), blobs);
    const media = asset('rog-Latn/card.mp3');
    expect(media).toMatchObject({
      kind: 'audio',
      contentType: 'audio/mpeg',
      publicPath: '/recordings/rog-Latn/card.mp3',
    });
    expect(await blobs.get(media?.sha256 ?? '')).toEqual(SOUND);
    expect(asset('rog-Latn/other.mp3')).toBeNull();
  });

  it('are none where there is no folder, and are refused by file when phones cannot play them', () => {
    expect(loadRecordings(join(tempDir(), 'nothing'))).toEqual([]);
    expect(() => loadRecordings(folderWith('rog-Latn/card.wav'))).toThrow(
      /card\.wav:1: should end with \.mp3/,
    );
  });

  it('are served to everybody, so that Zalo can carry a link to them', async () => {
    const app = express().use(recordingPages(folderWith('rog-Latn/card.mp3')));
    const server = app.listen(0);
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const get = (path: string) => fetch(`http://127.0.0.1:${port}/recordings/${path}`);
    const found = await get('rog-Latn/card.mp3');
    expect(found.headers.get('content-type')).toBe('audio/mpeg');
    expect(Buffer.from(await found.arrayBuffer())).toEqual(SOUND);
    expect((await get('../package.json')).status).toBe(404);
  });
});
