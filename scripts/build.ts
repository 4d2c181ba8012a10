import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { EXTERNAL } from './build/external.ts';
import { inOneByteLetters } from './build/one-byte.ts';
import { writePrepared } from './build/prepared.ts';

/**
 * Builds `dist/` in a few seconds: each program in one file, what programs share in `dist/chunks/`, and the packages they
 * use in the same files. Finding and reading hundreds of small files was half of a cold start, and their text without
 * indentation takes less memory. Types are checked by `npm run types`, not here.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The programs, and the modules that the benchmarks start for themselves. */
const ENTRIES = [
  'main.ts',
  'cli/main.ts',
  'app/start.ts',
  'config/load-config.ts',
  'lib/clock.ts',
  'lib/ids.ts',
  'lib/logger.ts',
  'channels/zalo/limits.ts',
  'channels/messenger/limits.ts',
  'content/phrases.ts',
  'content/safety-phrases.ts',
  'safety/create-safety.ts',
  'vi/create-vi.ts',
];

rmSync(`${ROOT}dist`, { recursive: true, force: true });
const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: ENTRIES.map((entry) => `src/${entry}`),
  outbase: 'src',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  external: EXTERNAL,
  // Packages in the old module format ask for Node's own modules by this name.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  minifyWhitespace: true,
  sourcemap: true,
  logLevel: 'warning',
  write: false,
});
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith('.js') ? inOneByteLetters(text) : text);
}
// Last: its date tells that the build is whole.
writePrepared(ROOT);
