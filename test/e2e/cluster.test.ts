import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { demoPlan } from '../../src/services/roster/demo.ts';
import { type ImportDeps, importRoster } from '../../src/services/roster/import.ts';
import { PROVINCE_ID, unit } from '../../src/services/seed-units.ts';
import type { FakeSentMessage } from '../../src/simulator/fakes/zalo/state.ts';
import { CHANNEL_ENV } from '../support/app.ts';
import { type ClusterOptions, clusterEnv, startCluster } from '../support/cluster.ts';
import { isOfTeam, takesFirstSeat } from '../support/joining.ts';
import { mongoServer } from '../support/mongo-server.ts';
import { PATIENT } from '../support/patience.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { requires } from '../support/require.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { tempDir } from '../support/temp-dir.ts';
import { openZaloWorld, type ZaloWorld } from '../support/zalo-world.ts';

/** Several processes on one store: nothing that the embedded pair could do. */

const redisProgram = requires('redis');
const mongo = await mongoServer();
const PERSON = '5000000000000000001';
const NEIGHBOUR = '5000000000000000002';
const TEAM = 'TTT-901';

/** The address of the database, with a way to cut the line to it. */
async function breakableMongo(uri: string) {
  const url = new URL(uri);
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  onTestFinished(() => proxy.close());
  url.host = `127.0.0.1:${proxy.port}`;
  return { proxy, uri: url.toString() };
}

async function readyz(url: string) {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: await response.json() };
}

/** The first of the invented teams. */
async function loadOneTeam(deps: ImportDeps): Promise<void> {
  const team = demoPlan().teams.find(({ id }) => id === TEAM);
  if (!team) throw new Error(`no team ${TEAM}`);
  const { communeId } = team;
  await deps.stores.units.insertIfAbsent(
    communeId,
    unit(communeId, 'commune', 'Xã Mẫu 01', null, PROVINCE_ID),
  );
  await importRoster({ teams: [team], officers: [], errors: [] }, { demo: true }, deps);
}

/** The phone of one person on the fake Zalo, through whichever address is given. */
function phoneOf(world: ZaloWorld, url: string, person = PERSON) {
  let last: FakeSentMessage | null = null;
  const phone = {
    async says(text: string, to = url) {
      expect(await world.deliver(to, world.zalo.events.text(person, text))).toBe(200);
    },
    async taps(title: RegExp) {
      const button = last?.buttons.find((known) => title.test(known.title));
      if (!button) throw new Error(`no button ${title} under: ${last?.text}`);
      expect(await world.deliver(url, world.zalo.events.tap(person, String(button.payload)))).toBe(200);
    },
    async hears(words: RegExp) {
      last = await world.next(person, ({ text }) => words.test(text ?? ''));
      return last.text ?? '';
    },
  };
  return phone;
}

describe.skipIf(!redisProgram || !mongo)('two web and two worker processes on MongoDB and Redis', () => {
  it('carry a talk from joining to the confirmed quarter through dead processes, a cut database and FLUSHALL', async () => {
    const redis = await startRedisServer(redisProgram as string);
    onTestFinished(() => redis.stop());
    const { proxy, uri } = await breakableMongo((mongo as NonNullable<typeof mongo>).freshUri());
    const world = await openZaloWorld({ patienceMs: 120_000 });
    const options: ClusterOptions = {
      mongoUri: uri,
      redisUrl: redis.url,
      dataDir: tempDir(),
      env: { ...CHANNEL_ENV, ...world.env },
    };
    const config = loadConfig(clusterEnv(options));
    const deps = { clock: systemClock(), ids: randomIds(), logger: silentLogger() };
    const { storage, stores } = await openStore(config, { ...deps, keepsJournal: false });
    onTestFinished(() => storage.close());
    await loadOneTeam({ stores, ...deps });
    const { codes } = await runCommandWhereDataIs(config, 'team-codes', { teamId: TEAM });
    const code = codes.find(({ kind }) => kind === 'reporter')?.code ?? '';
    const cluster = await startCluster(options);
    onTestFinished(() => cluster.stop());
    world.zalo.addUser({ id: PERSON });
    const phone = phoneOf(world, cluster.url);

    await isOfTeam(phone);
    await redis.command('FLUSHALL');
    await takesFirstSeat(phone, code);

    // A worker dies while it has the conversation, or just after.
    await phone.says('hôm nay họp thôn, nói về tảo hôn, 50 người');
    await cluster.workers[0]?.kill();
    await phone.hears(/Em hiểu thế này/);

    // The database is away: what the first web process accepts stays in its journal, and it dies. It comes again before
    // the database does, and accepts as before.
    await proxy.set('refused');
    await phone.says('đúng', cluster.webs[0]?.url);
    await cluster.webs[0]?.kill();
    await cluster.restart('web', 0);
    const started = cluster.webs[0]?.url ?? '';
    expect(await readyz(started)).toMatchObject({
      status: 200,
      body: { parts: { database: { ok: false }, journal: { ok: true } } },
    });
    const asked = { headers: { authorization: 'Bearer loa_invented' } };
    expect((await fetch(`${started}/api/v1/teams`, asked)).status).toBe(503);
    // The second dies too, and stays away: a process that runs takes its journal over, while the talk goes on.
    world.zalo.addUser({ id: NEIGHBOUR });
    const neighbour = phoneOf(world, cluster.url, NEIGHBOUR);
    await neighbour.says('xin chào', cluster.webs[1]?.url);
    await cluster.webs[1]?.kill();
    await proxy.set('pass');
    await phone.hears(/Ảnh: 0/);

    await phone.taps(/Gửi/);
    await phone.hears(/Em đã nhận báo cáo BC-/);
    await phone.says('xác nhận quý');
    await phone.hears(/xác nhận cho thời gian nào/);
    await phone.says('1');
    await phone.hears(/đã tổ chức buổi truyền thông nào chưa/);
    await phone.taps(/Rồi/);
    await phone.hears(/Đúng buổi này không/);
    await phone.says('tất cả');
    await phone.hears(/Em đã ghi .* 1 buổi/);
    await neighbour.hears(/đồng ý không/);
    await expect.poll(() => readyz(started)).toMatchObject({ body: { parts: { database: { ok: true } } } });

    // Nothing twice, nothing left.
    const sessions = await stores.sessions.find({ index: 'id', limit: 10 });
    expect(sessions.items.map(({ value }) => value.teamId)).toEqual([TEAM]);
    const confirmations = await stores.confirmations.find({ index: 'id', limit: 10 });
    expect(confirmations.items.map(({ value }) => value.teamId)).toEqual([TEAM]);
    expect((await stores.memberships.find({ index: 'id', limit: 10 })).items).toHaveLength(1);
    // The platform's echoes of the last messages may still be on their way.
    await vi.waitFor(
      async () => expect(await storage.inbox.counts()).toMatchObject({ pending: 0, parked: 0 }),
      { ...PATIENT, interval: 200 },
    );
    const texts = world.zalo.sent
      .map(({ text }) => text)
      .filter((text) => /Em đã (nhận|ghi)/.test(text ?? ''));
    expect(new Set(texts).size).toBe(texts.length);
  }, 600_000);
});
