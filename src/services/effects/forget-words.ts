import { allRecords, changeRecord } from '../change-record.ts';
import type { ApplyEffect } from './effect-context.ts';

/** A message was taken back on the platform: its words go from the trail of a report that was sent, its numbers stay. */
export const applyForgetWords: ApplyEffect<'forget-words'> = async ({ messageId }, context, { stores }) => {
  if (context.personId === null) return;
  const own = allRecords(stores.sessions, { index: 'byReporter', equals: [context.personId] });
  for await (const { id } of own) {
    await changeRecord(stores.reportTrails, id, (old) => {
      const isIn = old.entries.some((entry) => entry.messageId === messageId && entry.text !== null);
      if (!isIn) return null;
      const entries = old.entries.map((entry) =>
        entry.messageId === messageId ? { ...entry, text: null } : entry,
      );
      return { ...old, entries };
    });
  }
};
