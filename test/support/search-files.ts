import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../src/vi/fold.ts';

/** A server that removes a file in each of so many passes is not at rest: the search then fails. */
const MAX_PASSES = 20;

/** The forms in which a text might have been left somewhere. */
export function formsOf(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = text.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const plain = [text.normalize('NFC'), text.normalize('NFD'), fold(text), escaped, ascii];
  return [...new Set([...plain, ...base64Forms(text)])];
}

/** Base64 of a text looks different by where in its groups of three bytes the text begins. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64');
    // The groups that the text shares with its neighbours are left out.
    return encoded.replace(/=+$/, '').slice(before === 0 ? 0 : 4, -2);
  });
}

/**
 * Files below one or several folders (data, the queue's log, a backup) that hold any of the needles, byte for byte. A
 * running server removes files meanwhile: what it held may stand in another one by now, so the whole folder is read again.
 */
export function filesWith(
  folders: string | readonly string[],
  needles: readonly string[],
  read: (path: string) => Buffer = readFileSync,
): string[] {
  return [folders].flat().flatMap((folder) => filesBelow(folder, needles, read));
}

function filesBelow(folder: string, needles: readonly string[], read: (path: string) => Buffer): string[] {
  for (let passesLeft = MAX_PASSES; ; passesLeft -= 1) {
    try {
      return pathsBelow(folder).filter((path) => {
        const bytes = read(path);
        return needles.some((needle) => bytes.includes(needle));
      });
    } catch (error) {
      if (passesLeft <= 1 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
