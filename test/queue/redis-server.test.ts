// Only where a server is: what happens when it is emptied, killed, frozen or set up badly. A queue in memory has none.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BullQueueOptions, openQueue, type Queue } from '../../src/queue/index.ts';
import { PATIENT } from '../support/patience.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';
import { gate, Rings } from '../support/rings.ts';

const program = requires('redis');

/** Short, so that the cases need no patience. */
const OPTIONS: BullQueueOptions = { lockMs: 500, stalledCheckMs: 200, renewRhythmsMs: 50 };
const SOON = { ...PATIENT, interval: 20 };

describe.skipIf(!program)('the queue on Redis', () => {
  let server: RedisServer;
  let opened: Queue[];
  let states: string[];

  async function open(): Promise<Queue> {
    const queue = await openQueue({
      kind: 'redis',
      url: server.url,
      onState: (state) => states.push(state),
      ...OPTIONS,
    });
    opened.push(queue);
    return queue;
  }

  beforeEach(async () => {
    opened = [];
    states = [];
    server = await startRedisServer(program as string);
  });

  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.close(0)));
    await server.stop();
  });

  it('sets its rhythms anew after FLUSHALL, and goes on ringing', async () => {
    const queue = await open();
    const ticks = new Rings();
    const rings = new Rings();
    queue.work('clock', ticks.handler());
    queue.work('bell', rings.handler());
    await queue.every('clock', 'tick', 20, {});
    await ticks.until(2);
    await server.command('FLUSHALL');
    const known = ticks.data.length;
    await ticks.until(known + 3);
    await queue.add('bell', { n: 1 });
    await rings.until(1);
  });

  it('ends a handler whose job FLUSHALL took in peace, and takes the next one', async () => {
    const queue = await open();
    const rings = new Rings();
    const door = gate();
    const ends: string[] = [];
    queue.work(
      'bell',
      rings.handler(async ({ id }) => {
        if (id === 'first') await door.passed;
        ends.push(String(id));
      }),
    );
    await queue.add('bell', { id: 'first' });
    await rings.until(1);
    await server.command('FLUSHALL');
    door.open();
    await vi.waitFor(() => expect(ends).toEqual(['first']), SOON);
    await queue.add('bell', { id: 'second' });
    await vi.waitFor(() => expect(ends).toEqual(['first', 'second']), SOON);
  });

  it('fails rings at once while the server is dead, and rings again when it is back, with what was there', async () => {
    const queue = await open();
    const rings = new Rings();
    await queue.add('bell', { id: 'kept' });
    queue.work('late', rings.handler());
    await server.kill();
    await vi.waitFor(() => expect(states).toEqual(['reached', 'lost']), SOON);
    await expect(queue.add('bell', {})).rejects.toMatchObject({ name: 'QueueAway' });
    await expect(queue.stats()).rejects.toMatchObject({ name: 'QueueAway' });
    expect(await queue.health()).toEqual({ reachable: false, advice: [] });
    await server.restart();
    await vi.waitFor(() => expect(states).toEqual(['reached', 'lost', 'reached']), SOON);
    queue.work('bell', rings.handler());
    await rings.until(1);
    await vi.waitFor(() => queue.add('late', { id: 'new' }), SOON);
    await vi.waitFor(() => expect(rings.data).toEqual([{ id: 'kept' }, { id: 'new' }]), SOON);
  });

  it('begins although the server is away, and works once it comes', async () => {
    await server.kill();
    const queue = await open();
    const rings = new Rings();
    queue.work('bell', rings.handler());
    await queue.every('bell', 'tick', 20, { id: 'tick' });
    await expect(queue.add('bell', {})).rejects.toMatchObject({ name: 'QueueAway' });
    await server.restart();
    await vi.waitFor(() => expect(rings.data.length).toBeGreaterThan(2), SOON);
  });

  it('gives up a ring soon when the server hangs, and goes on when it wakes', async () => {
    const queue = await open();
    const rings = new Rings();
    queue.work('bell', rings.handler());
    await queue.add('bell', { n: 1 });
    await rings.until(1);
    server.freeze();
    await expect(queue.add('bell', { n: 2 })).rejects.toThrow();
    server.thaw();
    await vi.waitFor(async () => {
      await queue.add('bell', { n: 3 });
      expect(rings.data).toContainEqual({ n: 3 });
    }, SOON);
  });

  it('lets go quickly while the server is away', async () => {
    const queue = await open();
    const rings = new Rings();
    queue.work('bell', rings.handler());
    await queue.add('bell', {});
    await rings.until(1);
    await server.kill();
    await vi.waitFor(() => expect(states).toContain('lost'), SOON);
    // Were the grace used up, this test would be too slow to pass.
    await queue.close(60_000);
  });

  it('keeps every key of a queue under one hash tag, and little of what is over', async () => {
    const queue = await open();
    const rings = new Rings();
    queue.work('bell', rings.handler(), { concurrency: 20 });
    await Promise.all(
      Array.from({ length: 500 }, (_, n) => queue.add('bell', { n }, { dedupeKey: `key ${n}` })),
    );
    await rings.until(500);
    await vi.waitFor(async () => expect((await queue.stats()).bell?.active).toBe(0), SOON);
    const keys = (await server.command('KEYS', '*')) as string[];
    expect(keys.filter((key) => !key.startsWith('{loa:bell}:'))).toEqual([]);
    // No job, no key of a ring: only the queue's own few.
    expect(keys.length).toBeLessThan(10);
    // Redis cuts streams by whole nodes of 100 entries.
    expect(await server.command('XLEN', '{loa:bell}:bell:events')).toBeLessThan(300);
  });

  it('tells what is wrong with the server’s settings', async () => {
    const queue = await open();
    expect(await queue.health()).toEqual({ reachable: true, advice: [] });
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await server.command('CONFIG', 'SET', 'appendonly', 'no');
    const { advice } = await queue.health();
    expect(advice.join('\n')).toMatch(/set it to noeviction\n.*set appendonly yes/);
  });
});
