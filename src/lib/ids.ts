import { createHash, randomBytes } from 'node:crypto';

/** Makes ids and random codes; injected so that tests are repeatable. */
export interface Ids {
  /** A new unguessable id, 22 URL-safe characters (128 bits). */
  next(): string;
  /** `length` characters drawn evenly from `alphabet` (2–256 characters). */
  code(length: number, alphabet: string): string;
}

function drawCode(length: number, alphabet: string, nextByte: () => number): string {
  // Bytes above the largest multiple of the alphabet are thrown away, so that each character is equally likely.
  const usable = 256 - (256 % alphabet.length);
  let out = '';
  while (out.length < length) {
    const byte = nextByte();
    if (byte < usable) out += alphabet[byte % alphabet.length];
  }
  return out;
}

/** Ids from the machine's random source. */
export function randomIds(): Ids {
  return {
    next: () => randomBytes(16).toString('base64url'),
    code: (length, alphabet) => drawCode(length, alphabet, () => randomBytes(1)[0] as number),
  };
}

/** Repeatable ids for tests: the same seed gives the same sequence. */
export function seededIds(seed: string): Ids {
  let counter = 0;
  let pool: number[] = [];
  const digest = () => createHash('sha256').update(`${seed}:${counter++}`).digest();
  return {
    next: () => digest().subarray(0, 16).toString('base64url'),
    code: (length, alphabet) =>
      drawCode(length, alphabet, () => {
        if (pool.length === 0) pool = [...digest()];
        return pool.pop() as number;
      }),
  };
}

/** SHA-256 of the parts as lower-case hex; parts are separated so that ('a','bc') differs from ('ab','c'). */
export function hashOf(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
