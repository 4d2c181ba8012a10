import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../lib/ids.ts';
import { takePrepared } from '../lib/prepared.ts';

/** A lexicon is made of these; anything else in its folder is for people. */
const READ = /\.(yaml|json)$/;

/**
 * The lexicon that the build has read and checked, if its files are still the same to the letter.
 *
 * @param dir - The lexicon's folder.
 * @param read - Reads and checks it from its files.
 */
export function preparedLexicon<T>(dir: string, read: () => T): T {
  const prepared = takePrepared(lexiconKey(dir));
  // Under this key the build has put what `read` gave.
  return prepared ? (prepared.value as T) : read();
}

/** What a lexicon is known by: the names and texts of all its files, those in folders below it too. */
export function lexiconKey(dir: string): string {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => READ.test(name));
  return hashOf(
    names
      .sort()
      .map((name) => `${name}\0${readFileSync(join(dir, name), 'utf8')}`)
      .join('\0'),
  );
}
