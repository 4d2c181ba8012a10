import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE_SUFFIX } from '../src/config/read-environment.ts';
import { VARIABLE_NAMES } from '../src/config/schema.ts';
import { checkPage, type Project } from './support/docs/check-page.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Folders in which something is added often; each explains itself. */
const EXTENSION_POINTS = ['channels', 'flows', 'storage', 'queue', 'jobs', 'content'];
const MAX_README_LINES = 30;

/** Read by tests and CI alone. */
const TEST_VARIABLES = ['LOA_REQUIRE', 'LOA_TEST_MONGODB_URI', 'LOA_TEST_REPORT', 'LOA_CI_NO_APT'];

const project: Project = {
  exists: (path) => existsSync(join(ROOT, path)),
  scripts: new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)),
  variables: new Set<string>([
    ...VARIABLE_NAMES,
    ...VARIABLE_NAMES.map((name) => `${name}${FILE_SUFFIX}`),
    ...TEST_VARIABLES,
  ]),
  commandWords: new Set(commandWords()),
};

/** Words that the command line declares with `.command('word …')` or `new Command('word')`. */
function commandWords(): string[] {
  return filesBelow('src/cli', '.ts').flatMap((path) =>
    Array.from(read(path).matchAll(/\b[cC]ommand\(\s*'([a-z-]+)/g), (match) => match[1] as string),
  );
}

function filesBelow(folder: string, extension: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

const PAGES = [
  ...['README.md', 'README.vi.md', 'CONTRIBUTING.md'],
  ...filesBelow('docs', '.md'),
  ...filesBelow('src', 'README.md'),
];

describe('the pages', () => {
  it.each(PAGES)('%s speaks only of what exists', (path) => {
    expect(checkPage(path, read(path), project)).toEqual([]);
  });

  it.each(EXTENSION_POINTS.filter((room) => existsSync(join(ROOT, 'src', room))))(
    'src/%s says in a few lines how to add to it',
    (room) => {
      const lines = read(`src/${room}/README.md`).trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(MAX_README_LINES);
    },
  );

  it('the changelog has a place for what is not released yet', () => {
    expect(read('CHANGELOG.md')).toMatch(/^## \[?Unreleased\]?$/m);
  });

  it('the README carries the two commands, and both really exist', () => {
    expect(read('README.md')).toContain('npm ci && npm start');
    expect(read('README.vi.md')).toContain('npm ci && npm start');
    expect(project.scripts).toContain('start');
  });

  it('the map of the README shows every room, and no other', () => {
    const [, map = ''] = /^src\/\n((?: {2}.*\n)+)/m.exec(read('README.md')) ?? [];
    const drawn = Array.from(map.matchAll(/^ {2}([a-z]+)\//gm), (match) => match[1]);
    const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(drawn.sort()).toEqual(rooms.map(({ name }) => name).sort());
  });

  it('the Vietnamese page is in composed form', () => {
    const text = read('README.vi.md');
    expect(text).toBe(text.normalize('NFC'));
  });
});

describe('the reader of pages', () => {
  const tiny: Project = {
    exists: (path) => ['src', 'src/lib', 'src/lib/ids.ts', 'docs/a.md', 'docs'].includes(path),
    scripts: new Set(['check', 'test']),
    variables: new Set(['DATA_DIR']),
    commandWords: new Set(['team']),
  };
  const faults = (text: string) => checkPage('docs/a.md', text, tiny);

  it.each([
    ['a link', 'see [this](../src/gone.ts)'],
    ['a link below the page’s folder', 'see [this](gone.md#top)'],
    ['a path in code', 'open `src/gone.ts`'],
    ['a folder with a placeholder', 'make `src/gone/<name>.ts`'],
    ['a script', 'run `npm run gone`'],
    ['a script in a block', '```sh\nnpm start\n```'],
    ['a setting', 'set `DATA_DIRS_GONE=1`'],
    ['a command', 'run `loa gone now`'],
    ['a command in a block', '```sh\nnpm run check\nloa gone\n```'],
  ])('finds %s that does not exist', (_, text) => {
    expect(faults(text)).toHaveLength(1);
  });

  it('is content with what exists', () => {
    const text =
      'see [a](a.md#x), [b](../src/lib/ids.ts), [c](https://example.org), `src/lib/<name>.ts`, `DATA_DIR`, ';
    expect(
      faults(`${text}\`npm run check\`, \`npm test\`, \`loa team import x.csv\` and the village loa itself`),
    ).toEqual([]);
  });
});
