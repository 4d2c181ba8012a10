/** Proves that `npm ci` accepts package-lock.json, in a folder of its own and without touching node_modules. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lock, missingEntries } from './lock/missing-entries.ts';

const project = new URL('..', import.meta.url).pathname;

function faults(): string[] {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as Lock;
  const resolved = Object.values(lock.packages).filter((entry) => entry.resolved).length;
  return [
    ...Object.keys(missingEntries(lock)).map((path) => `${path} is missing`),
    ...(resolved > 0 ? [`${resolved} entries name a registry address`] : []),
    ...npmFaults(),
  ];
}

function npmFaults(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'loa-lock-'));
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
      if (existsSync(join(project, name))) copyFileSync(join(project, name), join(folder, name));
    }
    const npm = spawnSync('npm', ['ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (npm.status === 0) return [];
    return [npm.error?.message ?? npm.stderr.split('\n').slice(0, 20).join('\n')];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const found = faults();
if (found.length > 0) {
  console.error(['package-lock.json would be refused by npm ci. Run: npm run lock', ...found].join('\n  '));
  process.exitCode = 1;
} else console.log('package-lock.json: npm ci accepts it');
