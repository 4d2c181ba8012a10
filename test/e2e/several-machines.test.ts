import { describe, expect, it, onTestFinished } from 'vitest';
import { restoreBackupFile, verifyBackupFile, writeBackup } from '../../src/app/backup.ts';
import { moveInstallation } from '../../src/app/move-store.ts';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Role } from '../../src/config/role.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { openSealedLines } from '../../src/services/backup/sealed-file.ts';
import { CHANNEL_ENV } from '../support/app.ts';
import { commandsIn } from '../support/append-only-file.ts';
import { mongoServer } from '../support/mongo-server.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';
import { filesWith, formsOf } from '../support/search-files.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld, type ZaloWorld } from '../support/zalo-world.ts';

/** Several processes on one store: nothing that the embedded pair could do. */

const redisProgram = requires('redis');
const mongo = await mongoServer();

const PASSPHRASE = 'bốn từ dài để niêm phong';
const FAST = { scryptWorkFactor: 2 };
const SECRET_KEY = 'invented-secret-key-of-the-tests-0123456789';
const DISCLOSURE = 'Chồng em đang đánh em, cứu em với chị ơi';
const SOMEBODY = '5000000000000000001';
const NEIGHBOUR = '5000000000000000002';
const LIMIT_MS = 240_000;
const clock = systemClock();

function configOf(world: ZaloWorld, env: Record<string, string>) {
  return loadConfig({
    ...CHANNEL_ENV,
    ...world.env,
    PORT: '0',
    SIMULATOR: 'off',
    LOA_SECRET_KEY: SECRET_KEY,
    BACKUP_PASSPHRASE: PASSPHRASE,
    ...env,
  });
}

async function start(config: ReturnType<typeof configOf>, role: Role) {
  const app = await startApp(config, { clock, ids: randomIds(), logger: silentLogger(), role });
  onTestFinished(() => app.stop());
  return app;
}

async function ownRedis(): Promise<RedisServer> {
  const redis = await startRedisServer(redisProgram as string);
  onTestFinished(() => redis.stop());
  return redis;
}

const freshMongo = () => mongo?.freshUri() ?? '';

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of openSealedLines(path, PASSPHRASE)) lines.push(line);
  return lines;
}

describe.skipIf(!redisProgram || !mongo)('an installation on MongoDB and Redis', () => {
  it(
    'keeps nothing of a card anywhere, takes its typed answer at another process, and is restored from a backup',
    async () => {
      const redis = await ownRedis();
      const world = await openZaloWorld({ patienceMs: 60_000 });
      const dataDir = tempDir();
      const config = configOf(world, { MONGODB_URI: freshMongo(), REDIS_URL: redis.url, DATA_DIR: dataDir });
      const [web, worker] = [await start(config, 'web'), await start(config, 'worker')];

      const card = await world.ask(web.url, SOMEBODY, DISCLOSURE);
      expect(card.text).toContain('113');
      await world.ask(web.url, NEIGHBOUR, 'xin chào');
      // The worker showed the card, and the web process takes the number.
      const { text: answer } = await world.ask(web.url, SOMEBODY, '3');
      expect(answer).not.toContain('113');
      expect(answer).toMatch(/nhắn lại|viết lại|gửi lại/);
      await world.zalo.idle();

      const folder = tempDir();
      const { path } = await writeBackup(config, folder, clock, FAST);
      const needles = [...formsOf(DISCLOSURE), ...formsOf(card.text ?? ''), ...formsOf(answer ?? '')];
      expect(filesWith([dataDir, redis.dir, folder], needles)).toEqual([]);
      const lines = await linesOf(path);
      expect(lines.filter((line) => needles.some((needle) => line.includes(needle)))).toEqual([]);
      // What Redis has written down names the person in bells for turns alone, as everybody else.
      const written = commandsIn(redis.dir);
      expect(written.filter((command) => command.includes(SOMEBODY))).not.toEqual([]);
      expect(written.filter((command) => command.includes(SOMEBODY) && /safety|card/.test(command))).toEqual(
        [],
      );

      // The machine is lost. An empty one is held until it is released, and then goes on with the same talk.
      await web.stop();
      await worker.stop();
      await redis.command('FLUSHALL');
      const empty = configOf(world, { MONGODB_URI: freshMongo(), REDIS_URL: redis.url, DATA_DIR: tempDir() });
      expect((await verifyBackupFile(empty, path)).footer.rows.conversations).toBe(2);
      await restoreBackupFile(empty, path, clock);
      const again = await start(empty, 'all');
      const before = world.zalo.sent.length;
      expect(await world.deliver(again.url, world.zalo.events.text(NEIGHBOUR, 'tôi đồng ý'))).toBe(200);
      const held = async () => (await runCommandWhereDataIs(empty, 'hold-list', {})).held;
      await expect
        .poll(async () => (await held())?.waiting.map(({ newer }) => newer), { timeout: 60_000 })
        .toEqual([1]);
      expect(world.zalo.sent).toHaveLength(before);
      await runCommandWhereDataIs(empty, 'hold-release', { sendOlder: false });
      await world.next(NEIGHBOUR, ({ text }) => /thành viên tổ truyền thông/.test(text ?? ''));
    },
    LIMIT_MS,
  );

  it(
    'is moved there and back, also when the move was broken off, with its talks',
    async () => {
      const world = await openZaloWorld({ patienceMs: 60_000 });
      const [from, mongoUri] = [tempDir(), freshMongo()];
      const embedded = await start(configOf(world, { DATA_DIR: from }), 'all');
      await world.ask(embedded.url, NEIGHBOUR, 'xin chào');
      await world.next(NEIGHBOUR, ({ text }) => /đồng ý không/.test(text ?? ''));
      await world.zalo.idle();
      const there = configOf(world, { DATA_DIR: from, MONGODB_URI: mongoUri });
      await expect(moveInstallation(there, 'mongo', clock, () => {})).rejects.toMatchObject({
        code: 'in-use',
      });
      await embedded.stop();

      let stores = 0;
      const cut = moveInstallation(there, 'mongo', clock, () => {
        if (++stores === 5) throw new Error('the power failed');
      });
      await expect(cut).rejects.toThrow('the power failed');
      const moved: Record<string, number> = {};
      const agrees = await moveInstallation(there, 'mongo', clock, ({ store, rows, agrees: same }) => {
        if (!same) throw new Error(store);
        moved[store] = rows;
      });
      expect(agrees).toBe(true);
      expect(moved).toMatchObject({ conversations: 1 });

      const shared = await start(there, 'all');
      await runCommandWhereDataIs(there, 'hold-release', { sendOlder: false });
      const agreed = await world.ask(shared.url, NEIGHBOUR, 'tôi đồng ý');
      expect(agreed.text).toMatch(/thành viên tổ truyền thông/);
      await world.zalo.idle();
      await shared.stop();

      const to = tempDir();
      const back = configOf(world, { DATA_DIR: to, MONGODB_URI: mongoUri });
      expect(await moveInstallation(back, 'sqlite', clock, () => {})).toBe(true);
      const home = configOf(world, { DATA_DIR: to });
      const last = await start(home, 'all');
      await runCommandWhereDataIs(home, 'hold-release', { sendOlder: false });
      const heard = await world.ask(last.url, NEIGHBOUR, 'người dân');
      expect(heard.text).not.toMatch(/đồng ý không/);
    },
    LIMIT_MS,
  );
});
