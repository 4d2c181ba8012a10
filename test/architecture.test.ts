import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFile, faultMessage, type SourceFile } from './support/architecture/rules.ts';
import { codeOnly, importsOf } from './support/architecture/source-code.ts';

const SRC = new URL('../src', import.meta.url).pathname;

function sourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }));
}

describe('the house', () => {
  it('is built by its rules', () => {
    const faults = sourceFiles().flatMap(checkFile).map(faultMessage);
    expect(faults.length, `\n${faults.join('\n')}\n`).toBe(0);
  });

  it('was really looked at', () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(files.length);
  });
});

const faultsOf = (path: string, text: string) => checkFile({ path, text }).map(({ what }) => what);

describe('imports', () => {
  it.each([
    ['lib/a.ts', '../domain/ids.ts', 'the room lib may not know domain'],
    ['domain/a.ts', '../vi/vi.ts', 'the room domain may not know vi'],
    ['vi/a.ts', '../config/config.ts', 'the room vi may not know config'],
    ['safety/a.ts', '../flows/engine.ts', 'the room safety may not know flows'],
    ['flows/steps/a.ts', '../../storage/storage.ts', 'the room flows may not know storage'],
    ['journal/a.ts', '../queue/queue.ts', 'the room journal may not know queue'],
    ['services/a.ts', '../bot/turn.ts', 'the room services may not know bot'],
    ['web/a.ts', '../simulator/page.tsx', 'the room web may not know simulator'],
    ['app/a.ts', '../main.ts', 'the room app may not know main.ts'],
  ])('src/%s may not import %s', (path, specifier, what) => {
    expect(faultsOf(path, `import { x } from '${specifier}';\n`)).toEqual([expect.stringContaining(what)]);
  });

  it.each([
    ['domain/a.ts', '../lib/ids.ts'],
    ['safety/a.ts', '../vi/vi.ts'],
    ['channels/zalo/send.ts', '../../config/config.ts'],
    ['services/a.ts', '../storage/storage.ts'],
    ['app/a.ts', '../storage/sqlite/open.ts'],
    ['main.ts', './app/start.ts'],
    ['flows/steps/a.ts', '../engine.ts'],
  ])('src/%s may import %s', (path, specifier) => {
    expect(faultsOf(path, `import { x } from '${specifier}';\n`)).toEqual([]);
  });

  it('are found in every form, with their line', () => {
    const text = [
      "import type { A } from '../storage/a.ts';",
      "import '../storage/b.ts';",
      "export { c } from '../storage/c.ts';",
      'import {',
      '  d,',
      "} from '../storage/d.ts';",
      "const e = await import('../storage/e.ts');",
      "// import { f } from '../storage/f.ts';",
      'const g = "import h from \'../storage/h.ts\'";',
    ].join('\n');
    const lines = checkFile({ path: 'lib/a.ts', text }).map(({ line }) => line);
    expect(lines).toEqual([1, 2, 3, 6, 7]);
  });

  it('may not leave src', () => {
    expect(faultsOf('lib/a.ts', "import { x } from '../../test/x.ts';")).toEqual([
      expect.stringContaining('outside src'),
    ]);
  });

  it('of a sibling engine are refused', () => {
    expect(faultsOf('storage/sqlite/a.ts', "import { x } from '../mongo/b.ts';")).toContain(
      'imports src/storage/mongo/b.ts from its sibling storage/sqlite',
    );
    expect(faultsOf('channels/zalo/a.ts', "import { x } from '../messenger/b.ts';")).toEqual([
      'imports src/channels/messenger/b.ts from its sibling channels/zalo',
    ]);
  });

  it('of an engine that may not have been chosen must wait for the choice', () => {
    expect(faultsOf('app/a.ts', "import { open } from '../storage/mongo/open.ts';")).toHaveLength(1);
    expect(faultsOf('app/a.ts', "const { open } = await import('../storage/mongo/open.ts');")).toEqual([]);
  });
});

describe('packages', () => {
  it.each([
    ['services/a.ts', 'express'],
    ['services/a.ts', 'botbuilder-core'],
    ['domain/b.ts', 'botbuilder-core'],
    ['jobs/a.ts', 'bullmq'],
    ['storage/sqlite/a.ts', 'mongoose'],
    ['storage/mongo/a.ts', 'libsql'],
    ['channels/zalo/a.ts', 'axios'],
    ['lib/guarded-fetch.ts', 'axios'],
    ['web/a.ts', 'pino'],
    ['services/a.ts', 'commander'],
    ['services/a.tsx', 'preact/jsx-runtime'],
  ])('src/%s may not import %s', (path, name) => {
    expect(faultsOf(path, `import { x } from '${name}';`)).toEqual([
      expect.stringContaining(`imports ${name}`),
    ]);
  });

  it.each([
    ['web/a.ts', 'express'],
    ['bot/adapter.ts', 'botbuilder-core'],
    ['domain/activity.ts', 'botbuilder-core'],
    ['queue/backend/redis/a.ts', 'ioredis'],
    ['lib/http.ts', 'axios'],
    ['services/a.ts', 'zod'],
  ])('src/%s may import %s', (path, name) => {
    expect(faultsOf(path, `import { x } from '${name}';`)).toEqual([]);
  });

  it('that are large load at their first use', () => {
    expect(faultsOf('services/a.ts', "import sharp from 'sharp';")).toEqual(['loads sharp at start']);
    expect(faultsOf('services/a.ts', "import type { Sharp } from 'sharp';")).toEqual([]);
    expect(faultsOf('services/a.ts', "const { default: sharp } = await import('sharp');")).toEqual([]);
  });

  it('that reach out stay out of the rooms that only compute', () => {
    expect(faultsOf('flows/a.ts', "import { readFileSync } from 'node:fs';")).toEqual(['imports node:fs']);
    expect(faultsOf('journal/a.ts', "import { readFileSync } from 'node:fs';")).toEqual([]);
  });
});

describe('powers', () => {
  it.each([
    ['process.env.PORT', 'reads process.env'],
    ['Date.now()', 'reads the machine’s clock'],
    ['new Date()', 'reads the machine’s clock'],
    ['new Date', 'reads the machine’s clock'],
    ['Math.random()', 'draws chance of its own'],
    ['crypto.randomUUID()', 'draws chance of its own'],
    ["console.log('x')", 'writes to the console'],
    ['`at ${Date.now()}`', 'reads the machine’s clock'],
  ])('%s is refused', (code, what) => {
    expect(faultsOf('services/a.ts', `const a = 1;\nconst b = ${code};\n`)).toEqual([what]);
    expect(checkFile({ path: 'services/a.ts', text: `const a = 1;\nconst b = ${code};\n` })[0]?.line).toBe(2);
  });

  it.each([
    ['config/read-environment.ts', 'process.env'],
    ['lib/clock.ts', 'Date.now()'],
    ['lib/ids.ts', 'Math.random()'],
    ['cli/play.ts', 'console.log(1)'],
    ['services/a.ts', 'new Date(atMs)'],
    ['services/a.ts', "'Date.now()'"],
    ['services/a.ts', '/process.env/'],
    ['services/a.ts', '`console.log`'],
  ])('src/%s may write %s', (path, code) => {
    expect(faultsOf(path, `const a = ${code};\n`)).toEqual([]);
  });
});

describe('files', () => {
  it('have names in kebab-case', () => {
    expect(faultsOf('lib/someThing.ts', '')).toEqual(['has the name someThing.ts']);
    expect(faultsOf('flows/Steps/a.ts', '')).toEqual(['has the name Steps']);
  });

  it('stand in a known room', () => {
    expect(faultsOf('utils/a.ts', '')).toEqual(['stands in utils, which is no known room']);
  });

  it('have at most 300 lines', () => {
    expect(faultsOf('lib/a.ts', 'const a = 1;\n'.repeat(300))).toEqual([]);
    expect(faultsOf('lib/a.ts', 'const a = 1;\n'.repeat(301))).toEqual(['has 301 lines, more than 300']);
  });

  it('export by name', () => {
    expect(faultsOf('lib/a.ts', 'export default function a() {}')).toEqual(['has a default export']);
    expect(faultsOf('lib/a.ts', 'export { a as default };')).toEqual(['has a default export']);
    expect(faultsOf('lib/a.ts', "export { default as a } from './b.ts';")).toEqual([]);
  });

  it('get messages that say where, what and what to do instead', () => {
    const [fault] = checkFile({ path: 'flows/a.ts', text: "\nimport { x } from '../storage/storage.ts';" });
    const message = faultMessage(fault as NonNullable<typeof fault>);
    expect(message).toMatch(/^src\/flows\/a\.ts:2 imports src\/storage\/storage\.ts/);
    expect(message).toContain('join both in src/services');
  });
});

describe('the reader of source text', () => {
  it.each([
    ["a('it\\'s // no comment'); b", "a('                   '); b"],
    ['a; // gone', 'a;        '],
    ['a /* gone */ b', 'a            b'],
    ['x.replace(/[\'"]/g, y); z', 'x.replace(/    /g, y); z'],
    ['n / 2; "a" / b', 'n / 2; " " / b'],
    ['`a ${b ? `c` : {}} d`', '`  ${b ? ` ` : {}}  `'],
    ['<br /> + "x"', '<br /> + " "'],
    ['<p>{a}</p>', '<p>{a}</p>'],
  ])('blanks %s', (source, code) => {
    expect(codeOnly(source)).toBe(code);
  });
});
