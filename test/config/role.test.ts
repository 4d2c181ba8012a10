import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { chooseRole } from '../../src/config/role.ts';

const cluster = loadConfig({
  MONGODB_URI: 'mongodb://127.0.0.1:1/loa',
  REDIS_URL: 'redis://127.0.0.1:1',
  LOA_SECRET_KEY: 'an-invented-key-of-enough-characters',
});

describe('the role of a process', () => {
  it('is everything unless told otherwise', () => {
    expect(chooseRole(undefined, loadConfig({}))).toBe('all');
    expect(chooseRole('all', cluster)).toBe('all');
  });

  it('is a part of the work where the store can be shared', () => {
    expect(chooseRole('web', cluster)).toBe('web');
    expect(chooseRole('worker', cluster)).toBe('worker');
  });

  it.each(['web', 'worker'])('is not %s on SQLite, and the error says what to do', (role) => {
    expect(() => chooseRole(role, loadConfig({ SIMULATOR: 'off' }))).toThrow(
      /--role .*SQLite belongs to one.*MONGODB_URI/,
    );
  });

  it('is not a part with the simulator', () => {
    expect(() => chooseRole('worker', { ...cluster, simulator: true })).toThrow(/SIMULATOR=off/);
  });

  it('is one of three words', () => {
    expect(() => chooseRole('webs', cluster)).toThrow(/web, worker, all/);
  });
});
