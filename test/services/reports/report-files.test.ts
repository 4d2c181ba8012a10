import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DraftMedia } from '../../../src/domain/records/session.ts';
import {
  markHeard,
  readReportFile,
  reportFiles,
  unheardIn,
} from '../../../src/services/reports/report-files.ts';
import { openDiskBlobs } from '../../../src/storage/disk-blobs.ts';
import { sampleSession } from '../../support/prepared.ts';
import { openTestStores } from '../../support/stores.ts';
import { tempDir } from '../../support/temp-dir.ts';

/** A report, and a way to let files come with it. */
async function reportWithFiles() {
  const { stores } = await openTestStores();
  const blobs = openDiskBlobs(join(tempDir(), 'blobs'));
  const session = sampleSession('BC-0412', 'TTT-901', 'u-1');
  let index = 0;
  const add = async (media: Partial<DraftMedia>) => {
    index += 1;
    await stores.draftMedia.insertIfAbsent(`${session.draftId}:${index}`, {
      ...{ draftId: session.draftId, conversationId: 'c', kind: 'image', url: null, state: 'kept' },
      ...{ heard: null, sha256: await blobs.put(Buffer.from(`file ${index}`)), contentType: 'image/jpeg' },
      ...{ sizeBytes: 6, publication: 'internal', attempts: 1, notBeforeMs: 0, failure: null, atMs: index },
      ...media,
    });
  };
  return { stores, blobs, session, add };
}

it('takes out only files that are kept, in the order in which they came', async () => {
  const { stores, blobs, session, add } = await reportWithFiles();
  await add({ atMs: 50 });
  await add({ state: 'fetching', sha256: null, contentType: null });
  await add({ state: 'dropped' });
  await add({ atMs: 40, contentType: 'image/png' });
  expect(await reportFiles(session, stores)).toHaveLength(2);
  const [first, second] = await Promise.all(
    [1, 2].map((number) => readReportFile(session, number, { stores, blobs })),
  );
  expect([first, second]).toMatchObject([{ name: 'BC-0412-1.png' }, { name: 'BC-0412-2.jpg' }]);
  expect([first, second].map((file) => String(file?.bytes))).toEqual(['file 4', 'file 1']);
  await expect(readReportFile(session, 3, { stores, blobs })).rejects.toMatchObject({ code: 'file-unknown' });
});

it('names a file by its report and its type alone, so that it stays in the folder that was asked for', async () => {
  const { stores, blobs, session, add } = await reportWithFiles();
  const names: string[] = [];
  const types = [
    'audio/x-m4a',
    'audio/ogg; codecs=opus',
    'video/quicktime',
    'video/webm',
    'image/../../etc/passwd',
    'video/..\\x',
  ];
  for (const contentType of types) {
    await add({ contentType });
    names.push((await readReportFile(session, names.length + 1, { stores, blobs })).name);
  }
  expect(names).toEqual([
    'BC-0412-1.m4a',
    'BC-0412-2.ogg',
    'BC-0412-3.mov',
    'BC-0412-4.webm',
    'BC-0412-5.passwd',
    'BC-0412-6.x',
  ]);
});

it('settles the recordings that wait, and leaves pictures as they are', async () => {
  const { stores, session, add } = await reportWithFiles();
  await add({});
  await add({ kind: 'audio', heard: false });
  await add({ kind: 'audio', heard: true });
  expect([await unheardIn(session, stores), await markHeard(session, stores)]).toEqual([1, 1]);
  expect([await unheardIn(session, stores), await markHeard(session, stores)]).toEqual([0, 0]);
  expect((await reportFiles(session, stores)).map(({ media }) => media.heard)).toEqual([null, true, true]);
});
