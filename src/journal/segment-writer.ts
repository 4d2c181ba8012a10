import { fdatasync, write } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from '../lib/atomic-file.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { newSegment, type Segment } from './segment.ts';

const PROBE_BYTES = 64 * 1024;

// Half the cost of a file handle's own methods, twice a batch.
const writeBytes = promisify(write);
const syncFile = promisify(fdatasync);

/** Writes whole batches at the end of one segment; a batch is on disk as a whole or not at all. */
export interface SegmentWriter {
  readonly segment: Segment;
  /**
   * One write and one fdatasync. {@link Segment.bytes} is left to the caller.
   *
   * @returns false when another process has taken the file away meanwhile (`isShared`); then nothing was accepted.
   * @throws what the file system threw. The file is cut back to its whole length first, when the disk lets us.
   */
  write(bytes: Buffer): Promise<boolean>;
  /** Writes and takes back some bytes, to see whether the disk takes them again. */
  probe(): Promise<void>;
  /** True after a failed fsync: what such a file holds is not known any more, so it takes nothing more. */
  readonly isSpent: boolean;
  close(): Promise<void>;
}

/**
 * Creates the segment's file (and folder) and makes the folder entry durable.
 *
 * @param isShared - Other processes may adopt our files, so ask after each write whether this one is still ours.
 */
export async function createSegment(path: string, isShared: boolean): Promise<SegmentWriter> {
  const folder = dirname(path);
  await makeFolder(folder);
  const file = await open(path, 'wx');
  try {
    await syncFolder(folder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return writerOn(file, newSegment(path), isShared);
}

function writerOn(file: FileHandle, segment: Segment, isShared: boolean): SegmentWriter {
  let spent = false;

  async function put(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const at = segment.bytes + done;
      const { bytesWritten } = await writeBytes(file.fd, bytes, done, bytes.length - done, at);
      done += bytesWritten;
    }
    try {
      await syncFile(file.fd);
    } catch (error) {
      spent = true;
      throw error;
    }
  }

  async function cutBack(): Promise<void> {
    await file.truncate(segment.bytes).catch(() => {
      spent = true;
    });
  }

  return {
    segment,
    async write(bytes) {
      try {
        await put(bytes);
      } catch (error) {
        await cutBack();
        throw error;
      }
      return !isShared || exists(segment.path);
    },
    async probe() {
      try {
        await put(Buffer.alloc(PROBE_BYTES));
      } finally {
        await cutBack();
      }
    },
    get isSpent() {
      return spent;
    },
    close: () => file.close(),
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
