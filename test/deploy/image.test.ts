import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXTERNAL } from '../../scripts/build/external.ts';
import { startServerProcess } from '../support/server-process.ts';
import { suiteEnd } from '../support/suite-end.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a line of a Dockerfile takes, from where, and where it puts it. */
interface Copy {
  from: string | null;
  sources: string[];
  to: string;
}

/** The COPY lines of each stage, in order. */
function stagesOf(dockerfile: string): Copy[][] {
  const stages: Copy[][] = [];
  for (const line of dockerfile.split('\n')) {
    const [word, ...rest] = line.split(' ');
    if (word === 'FROM') stages.push([]);
    if (word !== 'COPY') continue;
    const from = rest[0]?.startsWith('--from=') ? (rest.shift()?.slice('--from='.length) ?? null) : null;
    stages.at(-1)?.push({ from, sources: rest.slice(0, -1), to: rest.at(-1) as string });
  }
  return stages;
}

/** Does what the COPY lines of a stage do, without Docker. Installed packages are linked instead of copied. */
function copyInto(folder: string, copies: readonly Copy[], built: string | null): void {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { from, sources, to } of copies) {
    for (const source of sources) {
      if (source.endsWith('/node_modules')) continue;
      const path = from === 'build' ? join(built as string, source.replace('/app/', '')) : join(ROOT, source);
      cpSync(path, to === './' ? join(folder, source) : join(folder, to), { recursive: true });
    }
  }
}

describe('the image, its steps taken without Docker', () => {
  const end = suiteEnd();
  let running: string;

  beforeAll(() => {
    const [building, shipped] = stagesOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
    const built = tempDir(end);
    copyInto(built, building as Copy[], null);
    execFileSync('npm', ['run', '-s', 'build'], { cwd: built, stdio: 'pipe' });
    running = tempDir(end);
    copyInto(running, shipped as Copy[], built);
  });

  it('has everything that its build and its server need', async () => {
    const env = { NODE_ENV: 'production', DATA_DIR: tempDir(), SIMULATOR: 'on' };
    const build = { root: running, entry: [join(running, 'dist/main.js')] };
    const server = await startServerProcess(env, [], build);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${server.url}/simulator`)).status).toBe(200);
    expect((await fetch(`${server.url}/c`)).status).toBe(200);
    expect(await server.terminate()).toBe(0);
  });

  it('needs no package that is only there to develop', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const files = readdirSync(join(running, 'dist'), { recursive: true, encoding: 'utf8' });
    const code = files
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(running, 'dist', name), 'utf8'))
      .join('\n');
    for (const name of EXTERNAL) {
      expect(code).toMatch(new RegExp(`\\b(from|import\\() ?"${name}"`));
      expect(dependencies).toHaveProperty([name]);
    }
  });
});
