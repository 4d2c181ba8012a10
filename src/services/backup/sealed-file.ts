import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupUnusable } from './backup-lines.ts';

export interface SealOptions {
  passphrase: string;
  /** Logarithm of the work that guessing one passphrase costs; age's own default where unset. Tests make it small. */
  scryptWorkFactor?: number;
}

/**
 * Lines as a compressed file of the age format (age-encryption.org/v1), sealed with a passphrase: the standard `age`
 * tool opens it too.
 */
export async function sealLines(lines: AsyncIterable<string>, options: SealOptions): Promise<Readable> {
  const encrypter = new Encrypter();
  if (options.scryptWorkFactor !== undefined) encrypter.setScryptWorkFactor(options.scryptWorkFactor);
  encrypter.setPassphrase(options.passphrase);
  const gzip = createGzip();
  // A failure reaches whoever reads the sealed stream: the pipeline destroys its end.
  pipeline(Readable.from(withLineEnds(lines)), gzip).catch(() => undefined);
  const sealed = await encrypter.encrypt(Readable.toWeb(gzip) as never);
  return Readable.fromWeb(sealed as unknown as ReadableStream<Uint8Array>);
}

/**
 * The lines of a sealed file.
 *
 * @throws {BackupUnusable} `missing`, `wrong-passphrase`, `damaged`.
 */
export async function* openSealedLines(path: string, passphrase: string): AsyncGenerator<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const file = createReadStream(path);
  const gunzip = createGunzip();
  try {
    const plain = await decrypter.decrypt(Readable.toWeb(file) as never).catch(notOpened);
    const unpacking = pipeline(Readable.fromWeb(plain as unknown as ReadableStream<Uint8Array>), gunzip);
    // Told by the reader below as well; whichever hears of it first.
    unpacking.catch(() => undefined);
    try {
      yield* createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY });
      await unpacking;
    } catch {
      throw new BackupUnusable('damaged', 'The backup is damaged: the file was changed or cut off.');
    }
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function notOpened(error: NodeJS.ErrnoException): never {
  if (error.code === 'ENOENT') throw new BackupUnusable('missing', 'There is no backup at that path.');
  throw new BackupUnusable(
    'wrong-passphrase',
    'The backup cannot be opened: the passphrase is another one, or the file is no backup.',
  );
}
