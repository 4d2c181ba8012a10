import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const NAMED = /const \{ (?!default\b)[^}]+\} = await import\('([^'.][^']*)'\)/g;

/** Modules with exports of their own. */
const NEW_FORMAT = /^export[ {*]|;export\{/m;

it('takes packages in the old module format by their default, as a bundle has nothing else of them', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const packages = files.flatMap((path) =>
    [...readFileSync(SRC + path, 'utf8').matchAll(NAMED)].map(([, name]) => String(name)),
  );
  expect(packages.length).toBeGreaterThan(0);
  const old = packages.filter(
    (name) => !NEW_FORMAT.test(readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8')),
  );
  expect(old).toEqual([]);
});
