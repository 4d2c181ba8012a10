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
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -2);
  return [...new Set([text.normalize('NFC'), text.normalize('NFD'), fold(text), escaped, ascii, base64])];
}

/** Files below `folder` that hold any of the needles, byte for byte. */
export function filesWith(folder: string, needles: readonly string[]): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}
