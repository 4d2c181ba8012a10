import { expect, it } from 'vitest';
import { type Lock, missingEntries } from '../../scripts/lock/missing-entries.ts';

const lockWith = (packages: Lock['packages']): Lock => ({ packages: { '': {}, ...packages } });

it('adds what a parent names and the lock has not, with the platform that the name tells', () => {
  const lock = lockWith({
    'node_modules/tool': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { '@tool/cli-linux-x64': '2.0.0', '@tool/cli-win32-arm64': '2.0.0' },
    },
    'node_modules/@tool/cli-linux-x64': { version: '2.0.0', optional: true },
  });
  expect(missingEntries(lock)).toEqual({
    'node_modules/@tool/cli-win32-arm64': {
      version: '2.0.0',
      dev: true,
      optional: true,
      os: ['win32'],
      cpu: ['arm64'],
    },
  });
});

it.each([
  ['@a/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@a/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@a/binding-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@a/binding-linux-riscv64-gnu', { os: ['linux'], cpu: ['riscv64'] }],
  ['some-extra', {}],
])('reads the platform of %s', (name, platform) => {
  const lock = lockWith({ 'node_modules/a': { optionalDependencies: { [name]: '1.0.0' } } });
  expect(missingEntries(lock)).toEqual({
    [`node_modules/${name}`]: { version: '1.0.0', optional: true, ...platform },
  });
});

it('finds packages that are locked in a nested folder', () => {
  const lock = lockWith({
    'node_modules/a/node_modules/b': { optionalDependencies: { c: '1.0.0', d: '1.0.0', e: '1.0.0' } },
    'node_modules/a/node_modules/b/node_modules/c': {},
    'node_modules/a/node_modules/d': {},
    'node_modules/e': {},
  });
  expect(missingEntries(lock)).toEqual({});
});
