import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Role } from '../../src/config/role.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { CHANNEL_ENV } from '../support/app.ts';
import { clusterEnv } from '../support/cluster.ts';
import { mongoServer } from '../support/mongo-server.ts';
import { otherBuild } from '../support/other-build.ts';
import { PATIENT } from '../support/patience.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';
import { startServerProcess } from '../support/server-process.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld } from '../support/zalo-world.ts';

/** Two versions on one store: nothing that the embedded pair could do. */

const redisProgram = requires('redis');
const mongo = await mongoServer();

const WELCOME = 'flows/welcome/flow.yaml';

/** The next version: a new kind of step, used by a flow whose words have changed. */
const NEXT_VERSION = [
  {
    path: 'src/flows/steps/index.ts',
    from: 'say,\n',
    to: "say,\n  { ...say, type: 'greet', schema: say.schema.extend({ type: greet }) },\n",
  },
  {
    path: 'src/flows/steps/index.ts',
    from: 'import { say }',
    to: "import { z } from 'zod';\nconst greet = z.literal('greet');\nimport { say }",
  },
  {
    path: WELCOME,
    from: 'type: say\n    text: Chào anh/chị, em là trợ lý tự động',
    to: 'type: greet\n    text: Chào anh/chị, em là trợ lý đời sau',
  },
  { path: WELCOME, from: 'text: Cảm ơn anh/chị. Anh/chị là', to: 'text: Đời sau xin cảm ơn. Anh/chị là' },
];

describe.skipIf(!redisProgram || !mongo)('two versions at once on the same stores', () => {
  it('leave each talk on the version that it began with, lose no message, and confuse nobody', async () => {
    const redis = await startRedisServer(redisProgram as string);
    onTestFinished(() => redis.stop());
    const world = await openZaloWorld({ patienceMs: 60_000 });
    const env = clusterEnv({
      mongoUri: mongo?.freshUri() ?? '',
      redisUrl: redis.url,
      dataDir: tempDir(),
      env: { ...CHANNEL_ENV, ...world.env, PORT: '0' },
    });
    const start = async (role: Role) => {
      const deps = { clock: systemClock(), ids: randomIds(), logger: silentLogger(), role };
      const app = await startApp(loadConfig(env), deps);
      onTestFinished(() => app.stop());
      return app;
    };
    const [web, worker] = [await start('web'), await start('worker')];
    const says = async (person: string, text: string) =>
      expect(await world.deliver(web.url, world.zalo.events.text(person, text))).toBe(200);
    const hears = (person: string, words: RegExp) =>
      world
        .next(person, ({ text }) => words.test(text ?? ''))
        .catch(() => {
          const heard = world.zalo.sent.filter(({ userId }) => userId === person).map(({ text }) => text);
          throw new Error(`${person} has not heard ${words} but ${JSON.stringify(heard)}`);
        });
    const people = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => world.zalo.addUser({ id: String(from + n) }).id);

    // Begun before the upgrade.
    const [early = ''] = people(5_000_000_001, 1);
    await says(early, 'xin chào');
    await hears(early, /trợ lý tự động/);
    await hears(early, /đồng ý không/);

    // The first worker is replaced, and works off what it finds by the version of the talk.
    const next = await startServerProcess(env, ['--role', 'worker'], otherBuild(NEXT_VERSION));
    onTestFinished(() => next.kill());
    await worker.stop();
    await says(early, 'tôi đồng ý');
    await hears(early, /^Cảm ơn anh\/chị. Anh\/chị là thành viên/);
    const late = people(6_000_000_001, 6);
    for (const person of late) await says(person, 'xin chào');
    for (const person of late) await hears(person, /trợ lý đời sau/);
    for (const person of late) await hears(person, /đồng ý không/);

    // A worker of the version before comes again: it leaves to the other what only that one can read.
    await start('worker');
    for (const person of late) await says(person, 'tôi đồng ý');
    for (const person of late) await hears(person, /^Đời sau xin cảm ơn/);
    const metrics = async () => (await fetch(`${web.url}/metrics`)).text();
    await vi.waitFor(async () => {
      const text = await metrics();
      expect(text).toContain('loa_inbox_events{state="pending"} 0');
      expect(text).toContain('loa_inbox_events{state="parked"} 0');
    }, PATIENT);
    const heard = world.zalo.sent.map(({ text }) => text ?? '');
    expect(heard.filter((text) => /trục trặc|vừa được thay đổi|đã thay đổi/.test(text))).toEqual([]);
    for (const person of [early, ...late])
      expect(world.zalo.sent.filter(({ userId }) => userId === person)).toHaveLength(3);
    expect(await next.terminate()).toBe(0);
  }, 240_000);
});
