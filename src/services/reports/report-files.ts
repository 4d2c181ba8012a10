import type { DraftMedia, Session } from '../../domain/records/session.ts';
import type { Blobs } from '../../storage/storage.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { Refused } from '../refused.ts';
import type { Stores } from '../stores.ts';

type MediaStores = Pick<Stores, 'draftMedia'>;

/** One photo or recording that came with a report and is kept. */
export interface ReportFile {
  id: string;
  media: DraftMedia & { sha256: string; contentType: string };
}

/** Endings that programs know; other types go by their own name. */
const ENDINGS: Record<string, string> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'image/jpeg': 'jpg',
  'video/3gpp': '3gp',
  'video/matroska': 'mkv',
  'video/quicktime': 'mov',
  'video/vnd.avi': 'avi',
};

/** The kept files of a report, in the order in which they came. */
export async function reportFiles({ draftId }: Session, stores: MediaStores): Promise<ReportFile[]> {
  const files: ReportFile[] = [];
  for await (const { id, value } of allRecords(stores.draftMedia, { index: 'byDraft', equals: [draftId] })) {
    const { state, sha256, contentType } = value;
    if (state === 'kept' && sha256 !== null && contentType !== null)
      files.push({ id, media: { ...value, sha256, contentType } });
  }
  return files;
}

/**
 * One file with the name that it gets outside, `BC-0412-1.jpg`.
 *
 * @param number - From 1 up. @throws {Refused} `file-unknown`.
 */
export async function readReportFile(
  session: Session,
  number: number,
  { stores, blobs }: { stores: MediaStores; blobs: Blobs },
): Promise<{ name: string; bytes: Buffer }> {
  const file = (await reportFiles(session, stores))[number - 1];
  if (!file) throw new Refused('file-unknown');
  const { sha256, contentType } = file.media;
  return { name: `${session.code}-${number}.${endingOf(contentType)}`, bytes: await blobs.get(sha256) };
}

/** Letters and figures alone, so that a name stays within its folder: `ogg` for `audio/ogg; codecs=opus`. */
function endingOf(contentType: string): string {
  const [type = ''] = contentType.split(';');
  return ENDINGS[type] ?? type.replace(/^.*\/(?:x-)?/, '').replace(/[^a-z0-9]/g, '');
}

/** How many recordings of a report wait to be heard. */
export async function unheardIn(session: Session, stores: MediaStores): Promise<number> {
  return (await reportFiles(session, stores)).filter(({ media }) => media.heard === false).length;
}

/** Somebody has listened to the recordings of a report: none waits any longer. @returns How many had waited. */
export async function markHeard(session: Session, stores: MediaStores): Promise<number> {
  const waiting = (await reportFiles(session, stores)).filter(({ media }) => media.heard === false);
  for (const { id } of waiting)
    await changeRecord(stores.draftMedia, id, (old) =>
      old.heard === false ? { ...old, heard: true } : null,
    );
  return waiting.length;
}
