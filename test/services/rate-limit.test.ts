import { expect, it } from 'vitest';
import { createRateLimit } from '../../src/services/rate-limit.ts';
import { openTestStores } from '../support/stores.ts';

const ACCOUNT = 'zalo:1001';

it('lets through no more than the rate, however many workers ask', async () => {
  const { stores, clock } = await openTestStores();
  const workers = [createRateLimit(stores.buckets, clock), createRateLimit(stores.buckets, clock)];
  let allowed = 0;
  for (let second = 0; second < 5; second++) {
    for (let n = 0; n < 100; n++) {
      if ((await workers[n % 2]?.take(ACCOUNT, 20, 'reply')) === 0) allowed += 1;
    }
    clock.advance(1_000);
  }
  // A full bucket at the start, then the rate; never the 1.9-fold of a sliding window.
  expect(allowed).toBe(5 * 20);
});

it('tells how long to wait, and lets nothing be saved up in idle hours', async () => {
  const { stores, clock } = await openTestStores();
  const rate = createRateLimit(stores.buckets, clock);
  clock.advance(3_600_000);
  for (let n = 0; n < 10; n++) expect(await rate.take(ACCOUNT, 10, 'reply')).toBe(0);
  expect(await rate.take(ACCOUNT, 10, 'reply')).toBe(100);
});

it('tells each of a crowd another moment, and keeps a short line apart from a long one', async () => {
  const { stores, clock } = await openTestStores();
  const rate = createRateLimit(stores.buckets, clock);
  const ask = (line: string) => rate.take(ACCOUNT, 10, line);
  for (let n = 0; n < 10; n++) await ask('broadcast');
  expect([await ask('broadcast'), await ask('broadcast'), await ask('broadcast')]).toEqual([100, 200, 300]);
  expect(await ask('reply')).toBe(100);
});
