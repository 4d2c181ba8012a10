import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/lib/ids.ts';
import { MIGRATIONS } from '../../../src/storage/sqlite/migrations/index.ts';

/** What was shipped. A new migration adds a line; a changed line means that somebody edited a shipped one. */
const SHIPPED: Record<string, string> = {
  '1 first-tables': 'e94f5e6d150a107ef7d05522ee5bc3c009d2f40e671262db499bbc38b82c89ee',
  '2 draft-age': '94c73e261ab268efd954f42e9a9468ebac98c228bf66a390cf5266be20454fea',
};

describe('shipped migrations', () => {
  it.each(MIGRATIONS)('number $number, $name, is never edited', ({ number, name, statements }) => {
    expect(hashOf(...statements)).toBe(SHIPPED[`${number} ${name}`]);
  });
});
