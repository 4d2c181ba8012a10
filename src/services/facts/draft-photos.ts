import { allRecords } from '../change-record.ts';
import type { LoadFact } from './fact-context.ts';

/** How many photos of the draft are kept or on their way. */
export const loadDraftPhotos: LoadFact<'draft-photos'> = async (request, _context, deps) => {
  let photos = 0;
  const query = { index: 'byDraft', equals: [request.draftId] };
  for await (const { value } of allRecords(deps.stores.draftMedia, query)) {
    if (value.kind === 'image' && (value.state === 'kept' || value.state === 'fetching')) photos++;
  }
  return photos;
};
