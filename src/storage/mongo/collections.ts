import { CONVERSATIONS_COLLECTION } from './conversations.ts';
import { COUNTERS_COLLECTION } from './counters.ts';
import { BLOB_COLLECTIONS } from './gridfs-blobs.ts';
import { INBOX_COLLECTION } from './inbox.ts';
import { OUTBOX_LANES_COLLECTION } from './outbox-lanes.ts';
import { OUTBOX_COLLECTION } from './outbox-row.ts';
import type { CollectionSpec } from './query.ts';
import { SEQUENCES_COLLECTION } from './sequences.ts';

/** Every collection besides those of the records, which are declared in `src/domain/records/`. */
export const COLLECTIONS: readonly CollectionSpec[] = [
  INBOX_COLLECTION,
  CONVERSATIONS_COLLECTION,
  OUTBOX_COLLECTION,
  OUTBOX_LANES_COLLECTION,
  SEQUENCES_COLLECTION,
  COUNTERS_COLLECTION,
  ...BLOB_COLLECTIONS,
];
