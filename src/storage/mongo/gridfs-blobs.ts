import { createHash } from 'node:crypto';
import { once } from 'node:events';
import mongoose, { type Connection } from 'mongoose';
import { BlobMissing, type Blobs } from '../storage.ts';
import { guarded } from './guarded.ts';
import type { Lifeline } from './lifeline.ts';
import { type CollectionSpec, queries } from './query.ts';

const SHA256_HEX = /^[0-9a-f]{64}$/;
const BUCKET = 'blobs';

/** As the specification of GridFS names and shapes them. */
export const BLOB_COLLECTIONS: readonly CollectionSpec[] = [
  {
    collection: `${BUCKET}.files`,
    indexes: [{ name: 'filename_1_uploadDate_1', keys: { filename: 1, uploadDate: 1 } }],
  },
  {
    collection: `${BUCKET}.chunks`,
    indexes: [{ name: 'files_id_1_n_1', keys: { files_id: 1, n: 1 }, unique: true }],
  },
];

export const BLOB_QUERIES = queries({
  files: (sha256: string) => ({
    filter: { filename: sha256 },
    sort: { filename: 1, uploadDate: 1 },
    hint: 'filename_1_uploadDate_1',
  }),
});

/**
 * Blobs in GridFS, where every process reaches them. A file's name is its hash and its id is drawn anew, so that an
 * upload that was cut off (chunks without a file) never stands in the way of the next.
 */
export function openGridFsBlobs(db: Connection, bounded: Lifeline['bounded']): Blobs {
  if (!db.db) throw new TypeError('not connected');
  const bucket = new mongoose.mongo.GridFSBucket(db.db, { bucketName: BUCKET });

  async function filesOf(sha256: string) {
    if (!SHA256_HEX.test(sha256)) return [];
    const { filter, sort } = BLOB_QUERIES.files(sha256);
    return bucket.find(filter, { sort: sort ?? {} }).toArray();
  }

  async function remove(id: mongoose.Types.ObjectId): Promise<boolean> {
    try {
      await bucket.delete(id);
      return true;
    } catch (error) {
      // Somebody else was faster: the driver knows no code for that.
      if ((await bucket.find({ _id: id }).toArray()).length === 0) return false;
      throw error;
    }
  }

  /** Of copies that came at the same time the first one stays; every process chooses the same. */
  async function dropOurCopy(sha256: string, ours: mongoose.Types.ObjectId): Promise<void> {
    const ids = (await filesOf(sha256)).map((file) => file._id.toHexString());
    if (ids.some((id) => id < ours.toHexString())) await remove(ours);
  }

  async function* list(): AsyncIterable<string> {
    let last = '';
    for await (const { filename } of bucket.find({}, { sort: { filename: 1 } })) {
      if (filename !== last && SHA256_HEX.test(filename)) yield filename;
      last = filename;
    }
  }

  return {
    list,
    ...guarded<Omit<Blobs, 'list'>>(
      {
        async put(bytes) {
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          if ((await filesOf(sha256)).length > 0) return sha256;
          const upload = bucket.openUploadStream(sha256);
          const finished = once(upload, 'finish');
          upload.end(bytes);
          await finished;
          await dropOurCopy(sha256, upload.id);
          return sha256;
        },
        async get(sha256) {
          const [file] = await filesOf(sha256);
          if (!file) throw new BlobMissing(sha256);
          const chunks: Buffer[] = [];
          for await (const chunk of bucket.openDownloadStream(file._id)) chunks.push(chunk as Buffer);
          return Buffer.concat(chunks);
        },
        has: async (sha256) => (await filesOf(sha256)).length > 0,
        async remove(sha256) {
          const removed = await Promise.all((await filesOf(sha256)).map((file) => remove(file._id)));
          return removed.some(Boolean);
        },
      },
      bounded,
    ),
  };
}
