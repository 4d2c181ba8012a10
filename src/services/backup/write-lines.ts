import { createHash } from 'node:crypto';
import type { Blobs } from '../../storage/storage.ts';
import type { StorageSnapshot } from '../../storage/transfer.ts';
import { BACKUP_FORMAT, type BackupFooter, type BackupHeader, type BackupLine } from './backup-lines.ts';

/** Rows read at once. */
const PAGE_ROWS = 500;

export interface BackupSource {
  snapshot: StorageSnapshot;
  blobs: Blobs;
  header: Omit<BackupHeader, 'kind' | 'format' | 'stores'>;
}

/** The lines of a backup, one JSON text each without its line end, as they are read: nothing is held in memory. */
export async function* backupLines(source: BackupSource): AsyncGenerator<string, BackupFooter> {
  const { snapshot, blobs, header } = source;
  const hash = createHash('sha256');
  const line = (content: BackupLine) => {
    const text = JSON.stringify(content);
    hash.update(text).update('\n');
    return text;
  };
  const footer: Omit<BackupFooter, 'sha256'> = { kind: 'footer', rows: {}, blobs: 0 };
  yield line({ kind: 'header', format: BACKUP_FORMAT, stores: [...snapshot.stores], ...header });
  for (const store of snapshot.stores) {
    footer.rows[store] = 0;
    for await (const { id, row } of rowsOf(snapshot, store)) {
      yield line({ kind: 'row', store, id, row });
      footer.rows[store]++;
    }
  }
  for await (const sha256 of blobs.list()) {
    const bytes = await blobs.get(sha256).catch(() => null);
    // Erased since the list was read: the backup need not have it either.
    if (!bytes) continue;
    yield line({ kind: 'blob', sha256, base64: bytes.toString('base64') });
    footer.blobs++;
  }
  const last = { ...footer, sha256: hash.digest('hex') };
  yield JSON.stringify(last);
  return last;
}

/** Every row of a store, page by page. */
export async function* rowsOf(source: Pick<StorageSnapshot, 'read'>, store: string) {
  let after: string | null = null;
  for (;;) {
    const page = await source.read(store, after, PAGE_ROWS);
    yield* page;
    if (page.length < PAGE_ROWS) return;
    after = page.at(-1)?.id ?? null;
  }
}
