import type { DraftMedia } from '../../domain/records/session.ts';
import { changeRecord } from '../change-record.ts';
import type { EraserDeps } from './eraser.ts';

/** Stands where a conversation's id stood. */
export const ERASED = 'erased';

/** A photo or recording goes with its bytes; one that an officer published stays, without a way back to its sender. */
export async function eraseMedia(
  id: string,
  media: DraftMedia,
  { stores, blobs }: { stores: Pick<EraserDeps['stores'], 'draftMedia'> } & Pick<EraserDeps, 'blobs'>,
): Promise<void> {
  if (media.publication === 'published') {
    await changeRecord(stores.draftMedia, id, (old) => ({ ...old, conversationId: ERASED, url: null }));
    return;
  }
  await stores.draftMedia.remove(id);
  if (media.sha256 === null) return;
  const users = await stores.draftMedia.count({ index: 'byContent', equals: [media.sha256] });
  if (users === 0) await blobs.remove(media.sha256);
}
