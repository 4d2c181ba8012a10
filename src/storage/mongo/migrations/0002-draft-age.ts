import type { Conversation } from '../../../domain/conversation.ts';
import { draftFields } from '../conversations.ts';
import { type Packed, unpacked } from '../packed.ts';
import type { Migration } from './migration.ts';

const BATCH = 500;

/** Conversations from before this build get what the index over unfinished forms holds; their documents stay as they are. */
export const draftAge: Migration = {
  number: 2,
  name: 'draft-age',
  async run(db) {
    const conversations = db.collection<Packed & { _id: string; version: number }>('conversations');
    let after = '';
    for (;;) {
      const page = await conversations
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      // A version that has moved on was written by this build, with its fields.
      const updates = page.map(({ _id, version, ...kept }) => ({
        updateOne: { filter: { _id, version }, update: { $set: draftFields(unpacked<Conversation>(kept)) } },
      }));
      if (updates.length > 0) await conversations.bulkWrite(updates, { ordered: false });
      const last = page.at(-1);
      if (!last || page.length < BATCH) return;
      after = last._id;
    }
  },
};
