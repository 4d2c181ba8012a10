import type { RecordSpec } from '../../domain/record-spec.ts';
import type { Blobs } from '../storage.ts';
import type { StorageSnapshot } from '../transfer.ts';
import { connectSlowly } from './connection.ts';
import { openGridFsBlobs } from './gridfs-blobs.ts';
import { guarded } from './guarded.ts';
import { mongoTransfer } from './transfer.ts';

/**
 * The database as it is now, read on a connection of its own. On a replica set every store is read at one moment (a
 * snapshot session, MongoDB 5.0 and later; the server keeps a moment for `minSnapshotHistoryWindowInSeconds`, 5 minutes
 * unless it is raised). A server that stands alone cannot do that: stores are then read one after the other.
 *
 * @throws {StorageUnavailable} `unreachable`.
 */
export async function openMongoSnapshot(
  uri: string,
  specs: readonly RecordSpec<unknown>[],
): Promise<{ snapshot: StorageSnapshot; blobs: Blobs }> {
  const { db, bounded, close } = await connectSlowly(uri);
  const server = (await db.db?.admin().command({ isMaster: 1 })) as { setName?: string; msg?: string };
  const canKeepMoments = Boolean(server.setName) || server.msg === 'isdbgrid';
  const session = canKeepMoments ? await db.startSession({ snapshot: true }) : undefined;
  const { stores, read, count } = mongoTransfer(db, {
    specs,
    ensured: async () => {},
    ...(session ? { session } : {}),
  });
  return {
    snapshot: {
      stores,
      ...guarded({ read, count }, bounded),
      async close() {
        await session?.endSession();
        await close();
      },
    },
    blobs: openGridFsBlobs(db, bounded),
  };
}
