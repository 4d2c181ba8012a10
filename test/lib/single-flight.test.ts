import { describe, expect, it } from 'vitest';
import { createSingleFlight } from '../../src/lib/single-flight.ts';

describe('single flight', () => {
  it('shares one piece of work per key and starts anew afterwards', async () => {
    const flight = createSingleFlight<number>();
    let runs = 0;
    const work = async () => ++runs;
    expect(await Promise.all([flight.run('a', work), flight.run('a', work), flight.run('b', work)])).toEqual([
      1, 1, 2,
    ]);
    expect(await flight.run('a', work)).toBe(3);
  });

  it('gives everybody the same failure and does not remember it', async () => {
    const flight = createSingleFlight<string>();
    const fail = () => {
      throw new Error('no');
    };
    const both = await Promise.allSettled([flight.run('a', fail), flight.run('a', async () => 'late')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flight.run('a', async () => 'ok')).toBe('ok');
  });
});
