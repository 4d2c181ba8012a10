import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../lib/atomic-file.ts';
import { parseJson } from '../lib/json.ts';

const SERVER_FILE = 'server.json';

/** Tells the command line where the server of this data directory listens. */
export async function writeServerFile(dataDir: string, url: string): Promise<void> {
  await writeFileAtomic(join(dataDir, SERVER_FILE), JSON.stringify({ url, pid: process.pid }));
}

export async function removeServerFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, SERVER_FILE), { force: true });
}

/** Where a server listens, or listened before it was killed; null when none was started here. */
export async function readServerFile(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, SERVER_FILE), 'utf8').catch(() => '');
  const parsed = parseJson(text);
  const url = parsed.ok ? (parsed.value as { url?: unknown }).url : null;
  return typeof url === 'string' ? url : null;
}
