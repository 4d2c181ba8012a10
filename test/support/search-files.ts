import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../src/vi/fold.ts';

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

/** Files below one or several folders (data, the queue's log, a backup) that hold any of the needles, byte for byte. */
export function filesWith(folders: string | readonly string[], needles: readonly string[]): string[] {
  return [folders].flat().flatMap((folder) => filesBelow(folder, needles));
}

function filesBelow(folder: string, needles: readonly string[]): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}
