import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { type RunningApp, startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { CommandInput, CommandName } from '../../src/services/commands/index.ts';
import type { GraphWebhookEvent } from '../../src/simulator/fakes/graph/deliver.ts';
import type { FakeGraph } from '../../src/simulator/fakes/graph/fake-graph.ts';
import { CHANNEL_ENV } from '../support/app.ts';
import { onEachPair, rewriteLog, settingsOf, tracesOf } from '../support/engine-pair.ts';
import { fakeGraph } from '../support/fake-platforms.ts';
import { joinsByCode } from '../support/joining.ts';
import { PATIENT } from '../support/patience.ts';
import { formsOf } from '../support/search-files.ts';
import { suiteEnd } from '../support/suite-end.ts';
import { tempDir } from '../support/temp-dir.ts';

/** The whole server on a machine that does other things. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

await onEachPair(() => {
  const end = suiteEnd();
  let graph: FakeGraph;
  let app: RunningApp;
  let env: Record<string, string>;

  beforeAll(async () => {
    const shared = { clock: systemClock(), ids: randomIds() };
    graph = fakeGraph();
    const messenger = Object.entries(CHANNEL_ENV).filter(([name]) => name.startsWith('MESSENGER_'));
    env = {
      ...Object.fromEntries(messenger),
      ...(await settingsOf(tempDir(end))),
      ...{ PORT: '0', SIMULATOR: 'off', GRAPH_API_URL: await graph.listen() },
    };
    app = await startApp(loadConfig(env), { ...shared, logger: silentLogger() });
  });

  afterAll(async () => {
    await app.stop();
    await graph.close();
  });

  /** A person on Messenger whose acts come as signed webhooks. */
  function person(psid: string) {
    graph.addUser({ psid });
    let looked = 0;
    return {
      async does(event: GraphWebhookEvent): Promise<void> {
        const { status } = await graph.deliver(`${app.url}/webhooks/messenger`, event);
        expect(status).toBe(200);
      },
      says(text: string): Promise<void> {
        return this.does(graph.events.text(psid, text));
      },
      async hears(words: RegExp): Promise<string> {
        const found = () =>
          graph.sent.slice(looked).find((sent) => sent.psid === psid && words.test(sent.text ?? ''));
        await vi.waitFor(() => expect(found(), String(words)).toBeDefined(), PATIENT);
        const sent = found();
        looked = sent ? graph.sent.indexOf(sent) + 1 : looked;
        return sent?.text ?? '';
      },
    };
  }

  const run = <N extends CommandName>(name: N, input: CommandInput<N>) =>
    runCommandWhereDataIs(loadConfig(env), name, input);

  async function teamWithCode(): Promise<string> {
    const team = {
      id: 'TTT-701',
      commune: 'u-22795',
      villages: ['Thôn Mẫu 01'],
      name: null,
      foundedOn: null,
    };
    await run('team-create', team);
    await run('team-member', { teamId: team.id, name: 'Người Mẫu A', role: 'leader' });
    const { links } = await run('code-links', { teamId: 'TTT-701', kind: 'reporter' });
    return links.find(({ channel }) => channel === 'messenger')?.url ?? '';
  }

  describe('an m.me link with a team’s code', () => {
    it('leads a stranger, and somebody who has talked before, through consent into the team without typing the code', async () => {
      const url = new URL(await teamWithCode());
      expect(url.pathname).toBe(`/${CHANNEL_ENV.MESSENGER_PAGE_ID}`);
      const ref = url.searchParams.get('ref') ?? '';

      const stranger = person('7000000000000001');
      await stranger.does(graph.events.getStarted('7000000000000001', ref));
      await stranger.hears(/đồng ý không/);
      await stranger.says('Tôi đồng ý');
      await stranger.hears(/Đúng mã của Tổ .*là ai trong danh sách/s);
      await stranger.says('người mẫu a');
      await stranger.hears(/Xong rồi/);

      // The conversation exists: Meta then tells the link as a referral of its own.
      const known = person('7000000000000002');
      await known.says('xin chào');
      await known.hears(/đồng ý không/);
      await known.says('Tôi đồng ý');
      await known.hears(/người dân/);
      await known.says('người dân');
      await known.hears(/giúp việc gì/);
      await known.does(graph.events.referral('7000000000000002', ref));
      // The only seat has gone, so the name is asked for the officer.
      await known.hears(/họ và tên/i);
    });
  });

  describe('a message that is taken back after it fed a report', () => {
    const PSID = '7000000000000004';

    it('loses its words, is said so, and the report keeps its numbers and code', async () => {
      const team = {
        id: 'TTT-702',
        commune: 'u-22795',
        villages: ['Thôn Mẫu 02'],
        name: null,
        foundedOn: null,
      };
      await run('team-create', team);
      await run('team-member', { teamId: team.id, name: 'Người Mẫu B', role: 'leader' });
      const { codes } = await run('team-codes', { teamId: team.id });
      const them = person(PSID);
      await joinsByCode(
        { ...them, taps: () => them.says('Tôi đồng ý') },
        codes.find(({ kind }) => kind === 'reporter')?.code ?? '',
      );
      const told = graph.events.text(PSID, 'hôm qua họp thôn, nói về tảo hôn, 50 người');
      await them.does(told);
      await them.hears(/Em hiểu thế này/);
      await them.says('đúng');
      await them.hears(/Ảnh: 0/);
      await them.says('gửi');
      const sent = await them.hears(/Em đã nhận báo cáo BC-/);
      const code = /BC-\d+/.exec(sent)?.[0] ?? '';

      const { secret } = await run('token-create', {
        name: 'Cán bộ thử',
        scopes: ['read:sessions'],
        unitId: null,
      });
      const headers = { authorization: `Bearer ${secret}` };
      const ask = async (path: string) =>
        (await fetch(`${app.url}/api/v1/sessions/${code}${path}`, { headers })).json();
      const words = async () => JSON.stringify(((await ask('/trail')) as { entries: unknown }).entries);
      expect(await words()).toContain('50 người');
      const mid = String((told.item.message as { mid: string }).mid);
      await them.does(graph.events.unsend(PSID, mid));
      expect(await them.hears(/vừa thu hồi/)).toContain(`sửa ${code}`);
      await vi.waitFor(async () => expect(await words()).not.toContain('50 người'), PATIENT);
      expect(await words()).toContain(mid);
      expect(await ask('')).toMatchObject({ code, report: { total: 50 } });

      // Delivered once more, it says nothing more.
      const heard = graph.sent.length;
      await them.does(graph.events.unsend(PSID, mid));
      await them.says('menu');
      await them.hears(/giúp việc gì|Anh\/chị muốn/);
      expect(graph.sent.slice(heard).filter(({ text }) => text?.includes('thu hồi'))).toEqual([]);
    });
  });

  describe('Meta’s data-deletion callback about somebody who is known', () => {
    const PSID = '7000000000000003';
    /** What Meta calls them in its callback. */
    const APP_SCOPED_ID = '120000000000003';
    const NAME = 'Người Thử Xóa Qua Facebook';

    it('erases them: no file has their id or name, the page says so, and their next message begins anew', async () => {
      const them = person(PSID);
      await them.says('xin chào');
      await them.hears(/đồng ý không/);
      await them.says('Tôi đồng ý');
      await them.hears(/người dân/);
      await them.says('sửa tên');
      await them.hears(/họ và tên/);
      await them.says(NAME);
      await them.hears(/Em đã ghi tên/);
      const dataDir = env.DATA_DIR ?? '';
      expect(await tracesOf(dataDir, formsOf(NAME))).not.toEqual([]);

      graph.addUser({ psid: PSID, appScopedId: APP_SCOPED_ID });
      const asked = { algorithm: 'HMAC-SHA256', user_id: APP_SCOPED_ID, issued_at: 1_790_000_000 };
      const json = JSON.stringify(asked);
      const payload = Buffer.from(json).toString('base64url');
      const mac = createHmac('sha256', CHANNEL_ENV.MESSENGER_APP_SECRET).update(payload).digest('base64url');
      const answer = await fetch(`${app.url}/webhooks/messenger/data-deletion`, {
        method: 'POST',
        body: new URLSearchParams({ signed_request: `${mac}.${payload}` }),
      });
      const { confirmation_code } = (await answer.json()) as { confirmation_code: string };
      const page = async () => (await fetch(`${app.url}/data-deletion/${confirmation_code}`)).text();
      await vi.waitFor(async () => expect(await page()).toContain('Đã xóa xong'), PATIENT);
      const traces = async () => {
        await rewriteLog();
        return tracesOf(dataDir, [PSID, ...formsOf(NAME)]);
      };
      await expect.poll(traces, { interval: 250 }).toEqual([]);
      await them.says('xin chào em');
      await them.hears(/đồng ý không/);
    });
  });
});
