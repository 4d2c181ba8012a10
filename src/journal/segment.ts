import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcceptedEvent } from '../domain/event-log.ts';

const NAME = /^(\d{10})\.events$/;

/** One file of frames, and how far the inbox has taken it. */
export interface Segment {
  path: string;
  /** Length that is fsynced and whole; bytes behind it do not count. */
  bytes: number;
  /** Takes nothing more; goes away when all of it was drained. */
  sealed: boolean;
  /** Events not yet drained that are in memory, in order … */
  held: AcceptedEvent[];
  /** … and the offset up to which they (and the drained ones) reach. From here on the file must be read. */
  heldTo: number;
  /** Accept time of the first event, Unix ms; null while there is none. */
  firstAtMs: number | null;
}

export function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(10, '0')}.events`);
}

export function newSegment(path: string): Segment {
  return { path, bytes: 0, sealed: false, held: [], heldTo: 0, firstAtMs: null };
}

/** Numbers of the segments in a folder, ascending; none when the folder is missing. */
export async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const numbers = names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b);
}
