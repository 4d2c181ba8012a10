import { describe, expect, it, vi } from 'vitest';
import { startTestApp } from '../support/app.ts';
import { PATIENT } from '../support/patience.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';
import { openZaloWorld } from '../support/zalo-world.ts';

const program = requires('redis');
const SOON = PATIENT;
const PERSON = '5000000000000000001';

async function readyz(url: string) {
  const response = await fetch(`${url}/readyz`);
  const { parts } = (await response.json()) as { parts: { queue: { degraded?: boolean; detail: string } } };
  return { status: response.status, queue: parts.queue };
}

const metrics = async (url: string) => (await fetch(`${url}/metrics`)).text();

describe.skipIf(!program)('the server with Redis', () => {
  it('answers through the bell, without it while Redis is dead or emptied, and through it again', async () => {
    const redis: RedisServer = await startRedisServer(program as string);
    const world = await openZaloWorld();
    const app = await startTestApp({
      ...world.env,
      REDIS_URL: redis.url,
      LOA_SECRET_KEY: 'an-invented-key-of-enough-characters',
    });

    await world.ask(app.url, PERSON, 'xin chào');
    expect(await readyz(app.url)).toEqual({ status: 200, queue: { ok: true, detail: 'rings' } });
    const page = await metrics(app.url);
    for (const state of ['waiting', 'active', 'delayed', 'failed']) {
      expect(page).toMatch(new RegExp(`^loa_queue_jobs\\{queue="turn.zalo",state="${state}"\\} \\d`, 'm'));
    }
    expect(page).toMatch(/^loa_queue_reachable 1$/m);
    expect(String(await redis.command('KEYS', '*'))).toContain('{loa:turn.zalo}');

    await redis.command('FLUSHALL');
    await world.ask(app.url, PERSON, 'menu');

    await redis.kill();
    await vi.waitFor(async () => expect((await readyz(app.url)).queue.degraded).toBe(true), SOON);
    expect((await readyz(app.url)).status).toBe(200);
    await world.ask(app.url, PERSON, 'giúp');
    const dead = await metrics(app.url);
    expect(dead).toMatch(/^loa_queue_reachable 0$/m);
    expect(dead).not.toContain('loa_queue_jobs{');

    await redis.restart();
    await vi.waitFor(async () => expect((await readyz(app.url)).queue.detail).toBe('rings'), SOON);
    await world.ask(app.url, PERSON, 'menu');
    await app.stop();
    await redis.stop();
  }, 60_000);

  it('starts although Redis is away', async () => {
    const redis = await startRedisServer(program as string);
    await redis.kill();
    const world = await openZaloWorld();
    const app = await startTestApp({
      ...world.env,
      REDIS_URL: redis.url,
      LOA_SECRET_KEY: 'an-invented-key-of-enough-characters',
    });
    await world.ask(app.url, PERSON, 'xin chào');
    expect((await readyz(app.url)).queue.degraded).toBe(true);
    await app.stop();
    await redis.stop();
  }, 60_000);
});
