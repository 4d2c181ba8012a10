import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { refuseFaults } from './yaml-faults.ts';

/** Types that phones play and Messenger takes as sound. */
const TYPES: Readonly<Record<string, string>> = { '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4' };

/** What a weak network can load, bytes (domain research §4.2). */
const MAX_BYTES = 5_000_000;

/** What people recorded: a text of a flow or of the safety card in a language that is spoken more than written. */
export interface Recording {
  /** Path below `content/recordings`, with `/`: `rog-Latn/card.mp3`. Texts name it so. */
  id: string;
  path: string;
  contentType: string;
  sizeBytes: number;
}

/**
 * Finds the recordings below `dir`; none when there is no such folder.
 * @throws {Error} with one `file:line: what is wrong` a line: another kind of file, or one too large.
 */
export function loadRecordings(dir: string): Recording[] {
  if (!existsSync(dir)) return [];
  const faults: string[] = [];
  const recordings: Recording[] = [];
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'README.md') continue;
    const path = join(entry.parentPath, entry.name);
    const contentType = TYPES[extname(entry.name)];
    const sizeBytes = statSync(path).size;
    const id = relative(dir, path).split(sep).join('/');
    if (!contentType) faults.push(`${path}:1: should end with ${Object.keys(TYPES).join(' or ')}`);
    else if (sizeBytes > MAX_BYTES) faults.push(`${path}:1: has ${sizeBytes} bytes; at most ${MAX_BYTES}`);
    else recordings.push({ id, path, contentType, sizeBytes });
  }
  refuseFaults(faults);
  return recordings.sort((a, b) => (a.id < b.id ? -1 : 1));
}
