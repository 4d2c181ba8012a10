import type { Records } from '../../storage/records.ts';
import { allRecords } from '../change-record.ts';
import { eraseMedia } from './erase-media.ts';
import type { EraserDeps } from './eraser.ts';

type Deps = Pick<EraserDeps, 'stores' | 'blobs'>;

/** What is kept by conversation and not by person: tries of codes, drafts' photos, refusals of the platform. */
export async function eraseConversationRecords(conversationId: string, deps: Deps): Promise<void> {
  const { stores } = deps;
  await stores.identities.remove(conversationId);
  await stores.blockedRecipients.remove(conversationId);
  await removeAll(stores.joinAttempts, 'byConversation', conversationId);
  const media = allRecords(stores.draftMedia, { index: 'byConversation', equals: [conversationId] });
  for await (const { id, value } of media) await eraseMedia(id, value, deps);
}

/** Removes every record whose index begins with this value. */
export async function removeAll<T>(records: Records<T>, index: string, value: string): Promise<void> {
  for await (const { id } of allRecords(records, { index, equals: [value] })) await records.remove(id);
}
