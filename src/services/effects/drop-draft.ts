import type { DraftMedia } from '../../domain/records/session.ts';
import { changeRecord } from '../change-record.ts';
import type { ApplyEffect } from './effect-context.ts';

/** More photos than anybody sends for one report. */
const MAX_MEDIA = 200;

/** The report was given up: its photos are let go; the daily clean-up removes their bytes. */
export const applyDropDraft: ApplyEffect<'drop-draft'> = async (effect, _context, deps) => {
  const media = await deps.stores.draftMedia.find({
    index: 'byDraft',
    equals: [effect.draftId],
    limit: MAX_MEDIA,
  });
  for (const { id } of media.items) {
    await changeRecord(deps.stores.draftMedia, id, (old): DraftMedia | null =>
      old.state === 'dropped' ? null : { ...old, state: 'dropped', url: null },
    );
  }
};
