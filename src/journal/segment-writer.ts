import { constants, fdatasync, write } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from '../lib/atomic-file.ts';
import { makeFolder } from '../lib/make-folder.ts';
import { newSegment, type Segment } from './segment.ts';

const PROBE_BYTES = 64 * 1024;

/**
 * Where the system has it, writing returns when the bytes are on disk (POSIX "data integrity completion", what fdatasync
 * gives): one call to a thread of the pool a batch instead of two. macOS takes that for less than the disk's word.
 */
const WRITES_THROUGH = process.platform === 'linux';
const OPEN_FLAGS =
  constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (WRITES_THROUGH ? constants.O_DSYNC : 0);

/** Refusals after which the file holds what it held before. After any other nobody knows. */
const CLEAN_REFUSALS: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG']);

// Half the cost of a file handle's own methods, for each batch.
const writeBytes = promisify(write);
const syncFile = promisify(fdatasync);

/** Writes whole batches at the end of one segment; a batch is on disk as a whole or not at all. */
export interface SegmentWriter {
  readonly segment: Segment;
  /**
   * Writes and waits for the disk. {@link Segment.bytes} is left to the caller.
   *
   * @returns false when another process has taken the file away meanwhile (`isShared`); then nothing was accepted.
   * @throws what the file system threw. The file is cut back to its whole length first, when the disk lets us.
   */
  write(bytes: Buffer): Promise<boolean>;
  /** Writes and takes back some bytes, to see whether the disk takes them again. */
  probe(): Promise<void>;
  /** True after the disk failed rather than refused: what such a file holds is not known any more, so it takes nothing more. */
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
  const file = await open(path, OPEN_FLAGS);
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
    let isWritten = false;
    try {
      for (let done = 0; done < bytes.length; ) {
        const at = segment.bytes + done;
        const { bytesWritten } = await writeBytes(file.fd, bytes, done, bytes.length - done, at);
        done += bytesWritten;
      }
      isWritten = true;
      if (!WRITES_THROUGH) await syncFile(file.fd);
    } catch (error) {
      if (isWritten || !CLEAN_REFUSALS.has((error as NodeJS.ErrnoException).code)) spent = true;
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
