import { crc32 } from 'node:zlib';

/**
 * Frame: mark (4 bytes), payload length (4, little endian), CRC-32 of the payload (4), payload (JSON in UTF-8).
 * None of the mark's bytes occurs in UTF-8, so that a reader finds the next frame after a damaged one.
 */
const MARK = Buffer.from([0xff, 0xfe, 0xfd, 0xfc]);
const MARK_WORD = MARK.readUInt32LE(0);
const HEADER_BYTES = 12;
const FIRST_CAPACITY_BYTES = 64 * 1024;
/** The most bytes of UTF-8 for one UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Frames gathered for one write. Its memory is used again after {@link FrameBuffer.clear}. */
export interface FrameBuffer {
  add(payload: string): void;
  /** What was added, valid until the next `add` or `clear`. */
  bytes(): Buffer;
  clear(): void;
}

export function frameBuffer(): FrameBuffer {
  let buffer = Buffer.allocUnsafeSlow(FIRST_CAPACITY_BYTES);
  let used = 0;

  function reserve(bytes: number): void {
    if (used + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, used + bytes));
    buffer.copy(larger, 0, 0, used);
    buffer = larger;
  }

  return {
    add(payload) {
      reserve(HEADER_BYTES + payload.length * MAX_BYTES_PER_UNIT);
      const start = used + HEADER_BYTES;
      const length = buffer.write(payload, start, 'utf8');
      buffer.writeUInt32LE(MARK_WORD, used);
      buffer.writeUInt32LE(length, used + 4);
      buffer.writeUInt32LE(crc32(buffer.subarray(start, start + length)), used + 8);
      used = start + length;
    },
    bytes: () => buffer.subarray(0, used),
    clear() {
      used = 0;
    },
  };
}

export interface ReadFrame {
  payload: Buffer;
  from: number;
  /** Where the next frame begins. */
  to: number;
}

export interface ByteRange {
  from: number;
  to: number;
}

export interface FrameScan {
  frames: ReadFrame[];
  /** Ranges between or after readable frames that hold no valid frame: damage. */
  damaged: ByteRange[];
  /** Where an unfinished last write begins; the length of the bytes when there is none. */
  end: number;
}

/** Reads every frame that is whole; never throws. */
export function scanFrames(bytes: Buffer): FrameScan {
  const frames: ReadFrame[] = [];
  const damaged: ByteRange[] = [];
  let at = 0;
  while (at < bytes.length) {
    const frame = frameAt(bytes, at);
    if (frame) {
      frames.push(frame);
      at = frame.to;
      continue;
    }
    const next = nextFrame(bytes, at + 1);
    if (next === null) {
      if (isTorn(bytes, at)) return { frames, damaged, end: at };
      damaged.push({ from: at, to: bytes.length });
      break;
    }
    damaged.push({ from: at, to: next });
    at = next;
  }
  return { frames, damaged, end: bytes.length };
}

function frameAt(bytes: Buffer, at: number): ReadFrame | null {
  if (at + HEADER_BYTES > bytes.length || bytes.readUInt32LE(at) !== MARK_WORD) return null;
  const from = at + HEADER_BYTES;
  const to = from + bytes.readUInt32LE(at + 4);
  if (to > bytes.length) return null;
  const payload = bytes.subarray(from, to);
  return crc32(payload) === bytes.readUInt32LE(at + 8) ? { payload, from: at, to } : null;
}

function nextFrame(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    if (frameAt(bytes, at)) return at;
  }
  return null;
}

/** True for the end of a write that never finished: it breaks off, or the file system left zeros at its end. */
function isTorn(bytes: Buffer, at: number): boolean {
  if (bytes[bytes.length - 1] === 0) return true;
  const head = Math.min(MARK.length, bytes.length - at);
  if (MARK.compare(bytes, at, at + head, 0, head) !== 0) return false;
  if (at + HEADER_BYTES > bytes.length) return true;
  return at + HEADER_BYTES + bytes.readUInt32LE(at + 4) > bytes.length;
}
