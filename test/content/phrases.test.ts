import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadLexicon } from '../../src/content/phrases.ts';
import { FORM_CODES } from '../../src/domain/forms.ts';
import { THEME_CODES } from '../../src/domain/themes.ts';

const LONGEST_LINE = 120;
const PROJECT = fileURLToPath(new URL('../../content/phrases', import.meta.url));

function folder(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'loa-phrases-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('loads the lexicon of the project, with words for every theme and form', () => {
  const { phrases } = loadLexicon(PROJECT);
  for (const code of THEME_CODES) expect(phrases[`theme.${code}`]?.length).toBeGreaterThan(0);
  for (const code of FORM_CODES) expect(phrases[`form.${code}`]?.length).toBeGreaterThan(0);
});

it('names file and line of every fault at once', () => {
  const dir = folder({ 'a.yaml': 'x:\n  - một\n  - (hai\n', 'b.yaml': 'y:\n  - ba\n  - ba\nz: 5\n' });
  expect(() => loadLexicon(dir)).toThrow(/a\.yaml:3: .*brackets/);
  expect(() => loadLexicon(dir)).toThrow(/b\.yaml:4: z/);
});

it('refuses a phrase that stands twice in one list', () => {
  expect(() => loadLexicon(folder({ 'b.yaml': 'y:\n  - ba\n  - ba\n' }))).toThrow(/b\.yaml:3: .*twice/);
});

it('keeps the lines of the phrase files short enough to read and to compare', () => {
  const files = readdirSync(PROJECT, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  expect(files.length).toBeGreaterThan(10);
  const long = files.flatMap((name) =>
    readFileSync(join(PROJECT, name), 'utf8')
      .split('\n')
      .flatMap((line, n) => (line.length > LONGEST_LINE ? [`${name}:${n + 1}`] : [])),
  );
  expect(long).toEqual([]);
});
