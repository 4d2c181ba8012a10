import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readLexicon } from '../../src/content/phrases.ts';
import { lexiconKey } from '../../src/content/prepared-lexicon.ts';
import { readSafetyLexicon } from '../../src/content/safety-phrases.ts';
import { PREPARED_FILE } from '../../src/lib/prepared.ts';
import { parseYamlText, yamlKey } from '../../src/lib/yaml-text.ts';

const FOLDERS = ['flows', 'content'];
const PHRASES = join('content', 'phrases');
const SAFETY = join(PHRASES, 'safety');

/**
 * Writes what a starting server would have to read and check from flows and content beside the built code. A file that
 * is changed afterwards is read as it stands.
 */
export function writePrepared(root: string): void {
  const values: Record<string, unknown> = {};
  const keep = (key: string, value: unknown) => {
    // What JSON cannot hold stays as it is, and the server reads it.
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(value) ?? 'null'), value)) values[key] = value;
  };
  for (const path of yamlFiles(root)) {
    const text = readFileSync(join(root, path), 'utf8').normalize('NFC');
    const { errors, value } = parseYamlText(text);
    // What is no YAML at all stays as it is, and the server says what is wrong.
    if (errors.length === 0) keep(yamlKey(text), value());
  }
  keep(lexiconKey(join(root, PHRASES)), readLexicon(join(root, PHRASES)));
  keep(lexiconKey(join(root, SAFETY)), readSafetyLexicon(join(root, SAFETY)));
  writeFileSync(join(root, 'dist', PREPARED_FILE), JSON.stringify(values));
}

/** Those that are read one by one: flows and content, but no played talks and no phrases. */
function yamlFiles(root: string): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ).filter(
    (path) => path.endsWith('.yaml') && !path.endsWith('.talk.yaml') && !path.startsWith(PHRASES + sep),
  );
}
