import { mkdir, open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AcceptedEvent } from '../domain/event-log.ts';
import { writeFileAtomic } from '../lib/atomic-file.ts';
import { hashOf } from '../lib/ids.ts';
import { type ByteRange, scanFrames } from './frame.ts';
import { newSegment, type Segment } from './segment.ts';

const NAME_CHARS = 24;

export interface Recovered {
  segment: Segment;
  events: number;
  quarantined: number;
  /** Bytes of an unfinished write that were cut off. */
  cutBytes: number;
}

/**
 * Makes a segment of an earlier process drainable: cuts off an unfinished end, copies damaged ranges into `quarantine`
 * and counts what is whole. Doing it again gives the same.
 */
export async function recoverSegment(path: string, quarantine: string): Promise<Recovered> {
  const bytes = await readFile(path);
  const scan = scanFrames(bytes);
  if (scan.end < bytes.length) await cutOff(path, scan.end);
  for (const range of scan.damaged) await putAside(path, bytes, range, quarantine);
  const first = scan.frames[0];
  const segment: Segment = {
    ...newSegment(path),
    bytes: scan.end,
    sealed: true,
    firstAtMs: first ? (parseEvent(first.payload)?.acceptedAtMs ?? null) : null,
  };
  return {
    segment,
    events: scan.frames.length,
    quarantined: scan.damaged.length,
    cutBytes: bytes.length - scan.end,
  };
}

/** The event in a frame whose sum was right; null when it is no JSON all the same. */
export function parseEvent(payload: Buffer): AcceptedEvent | null {
  try {
    return JSON.parse(payload.toString('utf8')) as AcceptedEvent;
  } catch {
    return null;
  }
}

async function cutOff(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name says where the bytes were, so that a second recovery writes the same file. */
async function putAside(path: string, bytes: Buffer, range: ByteRange, quarantine: string): Promise<void> {
  await mkdir(quarantine, { recursive: true });
  const name = `${basename(dirname(path))}-${basename(path, '.events')}-${range.from}.damaged`;
  await writeFileAtomic(join(quarantine, name), bytes.subarray(range.from, range.to));
}

/** Keeps an event that the inbox refuses while it takes others. */
export async function keepRefused(event: AcceptedEvent, quarantine: string): Promise<void> {
  const json = JSON.stringify(event);
  await mkdir(quarantine, { recursive: true });
  await writeFileAtomic(join(quarantine, `${hashOf(json).slice(0, NAME_CHARS)}.refused`), json);
}
