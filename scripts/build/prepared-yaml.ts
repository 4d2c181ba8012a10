import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseYamlText, yamlKey } from '../../src/lib/yaml-text.ts';

const FOLDERS = ['flows', 'content'];

/**
 * Writes the values of all flows and phrases beside the built code, so that a starting server need not read YAML. A file
 * that is changed afterwards is read as it stands.
 */
export function writePreparedYaml(root: string): void {
  const values: Record<string, unknown> = {};
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.yaml') || name.endsWith('.talk.yaml')) continue;
      const text = readFileSync(join(root, folder, name), 'utf8').normalize('NFC');
      const { errors, value } = parseYamlText(text);
      // What JSON cannot hold, and what is no YAML at all, stays as it is: the server says what is wrong.
      if (errors.length > 0 || !isDeepStrictEqual(JSON.parse(JSON.stringify(value()) ?? 'null'), value()))
        continue;
      values[yamlKey(text)] = value();
    }
  }
  writeFileSync(join(root, 'dist/prepared-yaml.json'), JSON.stringify(values));
}
