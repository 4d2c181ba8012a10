import { existsSync, readFileSync } from 'node:fs';

/** Name of the file in which the build leaves what it has read and checked already. */
export const PREPARED_FILE = 'prepared.json';

/** A built module lies in the folder of that file or in one below it. Modules that are no build find none. */
const PLACES = ['.', '..'].map((folder) => new URL(`${folder}/${PREPARED_FILE}`, import.meta.url));

let values: Map<string, unknown> | undefined;

/**
 * What the build made of some text, by a hash of that text: reading and checking it again was half of a cold start. Each
 * value is given once, since nobody needs it twice in a server's life; who asks again reads the text itself.
 */
export function takePrepared(key: string): { value: unknown } | null {
  values ??= readValues();
  if (!values.has(key)) return null;
  const value = values.get(key);
  values.delete(key);
  return { value };
}

function readValues(): Map<string, unknown> {
  const path = PLACES.find((candidate) => existsSync(candidate));
  if (!path) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>));
}
