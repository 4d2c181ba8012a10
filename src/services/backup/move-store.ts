import { createHash } from 'node:crypto';
import { canonicalJson } from '../../lib/json.ts';
import type { Blobs } from '../../storage/storage.ts';
import type { StorageTransfer, TransferRow } from '../../storage/transfer.ts';
import { rowsOf } from './write-lines.ts';

/** Rows written at once. */
const PAGE_ROWS = 200;

export interface MovedStore {
  store: string;
  rows: number;
  /** Count and checksum of both sides agree. */
  agrees: boolean;
}

export interface MoveEnds {
  from: { transfer: StorageTransfer; blobs: Blobs };
  to: { transfer: StorageTransfer; blobs: Blobs };
  /** Told of each store when it is over. */
  moved(store: MovedStore): void;
}

/**
 * Copies every store and every blob and compares both sides by count and checksum. Rows that are there already are left
 * alone, so a move that was broken off goes on where it stopped when it is begun again. Nobody may work on either side.
 *
 * @returns true when everything agrees.
 */
export async function moveStore({ from, to, moved }: MoveEnds): Promise<boolean> {
  let agrees = true;
  for (const store of from.transfer.stores) {
    for await (const page of pagesOf(rowsOf(from.transfer, store))) await to.transfer.write(store, page);
    const [before, after] = [await checksumOf(from.transfer, store), await checksumOf(to.transfer, store)];
    const same = before.rows === after.rows && before.sha256 === after.sha256;
    agrees &&= same;
    moved({ store, rows: after.rows, agrees: same });
  }
  let blobs = 0;
  let same = true;
  for await (const sha256 of from.blobs.list()) {
    if (!(await to.blobs.has(sha256))) same &&= (await to.blobs.put(await from.blobs.get(sha256))) === sha256;
    blobs++;
  }
  moved({ store: 'blobs', rows: blobs, agrees: same });
  return agrees && same;
}

/** Independent of the engine and of the order in which it keeps rows. */
async function checksumOf(
  transfer: StorageTransfer,
  store: string,
): Promise<{ rows: number; sha256: string }> {
  const sum = Buffer.alloc(32);
  let rows = 0;
  for await (const row of rowsOf(transfer, store)) {
    const digest = createHash('sha256').update(canonicalJson(row)).digest();
    for (const [i, byte] of digest.entries()) sum[i] = (sum[i] ?? 0) ^ byte;
    rows++;
  }
  return { rows, sha256: sum.toString('hex') };
}

async function* pagesOf(rows: AsyncIterable<TransferRow>): AsyncGenerator<TransferRow[]> {
  let page: TransferRow[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < PAGE_ROWS) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
