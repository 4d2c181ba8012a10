import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every command in Redis' append-only files, its words after one another. */
export function commandsIn(redisDir: string): string[] {
  const files = readdirSync(redisDir, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.aof'),
  );
  return files.flatMap((entry) => {
    const text = readFileSync(join(entry.parentPath, entry.name), 'latin1');
    // Each command begins with the count of its words.
    return text.split(/(?:^|\r\n)\*\d+\r\n/).filter((command) => command !== '');
  });
}
