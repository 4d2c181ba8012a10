import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import type { Storage } from '../../storage/storage.ts';
import { allRecords } from '../change-record.ts';
import type { Eraser } from '../erase/eraser.ts';
import { tombstoneId } from '../erase/tombstones.ts';
import type { Stores } from '../stores.ts';

/** Lies beside the backups and outlives the machine: who was erased, by keyed hash alone. */
export const ERASURES_FILE = 'erasures.jsonl';

const OWNER_ONLY = 0o600;
const PAGE_CONVERSATIONS = 200;

const notedErasure = z.strictObject({
  /** Id of the tombstone. */
  id: z.string(),
  atMs: z.number(),
});

type NotedErasure = z.infer<typeof notedErasure>;

/**
 * Notes each erasure beside the backups, so that a restore of an older backup erases the person again. Called every few
 * seconds; several processes may note the same one, which does no harm.
 *
 * @param dir - Folder of the backups.
 */
export function createErasureJournal(dir: string, stores: Pick<Stores, 'tombstones'>): () => Promise<void> {
  const path = join(dir, ERASURES_FILE);
  let known: Set<string> | null = null;
  let lastMs = 0;

  return async () => {
    if (known === null) {
      const noted = await readErasures(dir);
      known = new Set(noted.map(({ id }) => id));
      lastMs = Math.max(0, ...noted.map(({ atMs }) => atMs));
    }
    const fresh: NotedErasure[] = [];
    for await (const { id, value } of allRecords(stores.tombstones, { index: 'byAge', from: lastMs })) {
      if (!known.has(id)) fresh.push({ id, atMs: value.atMs });
    }
    if (fresh.length === 0) return;
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, fresh.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: OWNER_ONLY });
    await flush(path);
    for (const { id, atMs } of fresh) {
      known.add(id);
      lastMs = Math.max(lastMs, atMs);
    }
  };
}

/** What was noted beside the backups; a line that was cut off by a crash is passed over. */
export async function readErasures(dir: string): Promise<NotedErasure[]> {
  const text = await readFile(join(dir, ERASURES_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    const json = parseJson(line);
    const noted = notedErasure.safeParse(json.ok ? json.value : null);
    return noted.success ? [noted.data] : [];
  });
}

export interface ReapplyDeps {
  storage: Storage;
  eraser: Eraser;
  secretKey: string;
}

/** Erases again whoever was erased after the moment of the backup. @returns how many conversations. */
export async function reapplyErasures(
  noted: readonly NotedErasure[],
  backupAtMs: number,
  { storage, eraser, secretKey }: ReapplyDeps,
): Promise<number> {
  const later = new Set(noted.filter(({ atMs }) => atMs > backupAtMs).map(({ id }) => id));
  if (later.size === 0) return 0;
  let erased = 0;
  let after: string | undefined;
  do {
    const page = await storage.conversations.list({
      limit: PAGE_CONVERSATIONS,
      ...(after === undefined ? {} : { after }),
    });
    for (const { id: conversationId, value } of page.items) {
      const id = tombstoneId(secretKey, conversationId);
      if (!later.has(id)) continue;
      const { personId } = value;
      const request = {
        occasion: `restore:${id}`,
        source: 'platform',
        conversationId,
        farewellId: null,
      } as const;
      await eraser.finish(await eraser.begin({ ...request, personId }));
      erased++;
    }
    after = page.cursor ?? undefined;
  } while (after !== undefined);
  return erased;
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
