import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { CommandInput, CommandName } from '../../src/services/commands/index.ts';
import { CHANNEL_ENV, startTestApp } from '../support/app.ts';
import { onEachPair, rewriteLog, tracesOf } from '../support/engine-pair.ts';
import { joinsByCode } from '../support/joining.ts';
import { formsOf } from '../support/search-files.ts';
import { openZaloWorld, type ZaloWorld } from '../support/zalo-world.ts';

const USER = '5000000000000000077';
const NAME = 'Người Thử Xóa Dữ Liệu';
const WORDS = 'Cây phượng trước sân nở hoa tím biếc';

/** Says something and waits for the answer that fits. */
async function say(world: ZaloWorld, url: string, text: string, hears: string) {
  await world.deliver(url, world.zalo.events.text(USER, text));
  return world.next(USER, (sent) => (sent.text ?? '').includes(hears));
}

await onEachPair(() => {
  describe('"XÓA DỮ LIỆU"', () => {
    it('leaves no id, name or word of the person in any file, and old webhooks start nothing', {
      timeout: 60_000,
    }, async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      const { url } = app;
      world.zalo.addUser({ id: USER });
      const first = world.zalo.events.text(USER, 'xin chào');
      await world.deliver(url, first);
      await world.next(USER, (sent) => (sent.text ?? '').includes('đồng ý không'));
      await say(world, url, 'Tôi đồng ý', 'người dân');
      await say(world, url, 'sửa tên', 'họ và tên');
      await say(world, url, NAME, NAME);
      await say(world, url, WORDS, 'chưa hiểu');
      const data = await say(world, url, 'dữ liệu của tôi', 'đang giữ');
      expect(data.text).toContain(NAME);
      expect(await tracesOf(app.dataDir, formsOf(NAME))).not.toEqual([]);
      await say(world, url, 'xóa dữ liệu', 'muốn xóa không');
      await say(world, url, 'muốn xóa', 'lần nữa');
      const last = await say(world, url, 'xóa hết', 'tin cuối');
      const traces = async () => {
        await rewriteLog();
        return tracesOf(app.dataDir, [USER, ...formsOf(NAME), ...formsOf(WORDS)]);
      };
      await expect.poll(traces, { interval: 250 }).toEqual([]);

      const heard = world.zalo.sent.length;
      expect(await world.deliver(url, first)).toBe(200);
      await world.zalo.idle();
      await expect.poll(traces, { interval: 250 }).toEqual([]);
      expect(world.zalo.sent).toHaveLength(heard);
      expect(world.zalo.sent.filter(({ userId }) => userId === USER).at(-1)?.messageId).toBe(last.messageId);

      // Whoever writes again is greeted like anybody new.
      await say(world, url, 'xin chào', 'đồng ý không');
      await app.stop();
    });
  });

  describe('Zalo’s "user_withdraw"', () => {
    const REPORT = 'hôm qua họp thôn ở sân kho Mẫu Hạ, nói về tảo hôn, 50 người';

    it('erases who took their consent back on the platform, without a word to them; their report goes on counting', {
      timeout: 60_000,
    }, async () => {
      const world = await openZaloWorld();
      const app = await startTestApp(world.env);
      const config = loadConfig(app.env);
      const run = <N extends CommandName>(name: N, input: CommandInput<N>) =>
        runCommandWhereDataIs(config, name, input);
      const team = {
        id: 'TTT-701',
        commune: 'u-22795',
        villages: ['Thôn Mẫu 01'],
        name: null,
        foundedOn: null,
      };
      await run('team-create', team);
      await run('team-member', { teamId: team.id, name: NAME, role: 'leader' });
      const { codes } = await run('team-codes', { teamId: team.id });

      const { url } = app;
      world.zalo.addUser({ id: USER });
      const says = (text: string) => world.deliver(url, world.zalo.events.text(USER, text));
      const hears = (words: RegExp) => world.next(USER, ({ text }) => words.test(text ?? ''));
      const code = codes.find(({ kind }) => kind === 'reporter')?.code ?? '';
      await joinsByCode({ says, hears, taps: () => says('Tôi đồng ý') }, code);
      const told = world.zalo.events.text(USER, REPORT);
      await world.deliver(url, told);
      await hears(/Em hiểu thế này/);
      await says('đúng');
      await hears(/Ảnh: 0/);
      await says('gửi');
      await hears(/Em đã nhận báo cáo BC-0001/);
      const traces = async () => {
        await rewriteLog();
        return tracesOf(app.dataDir, [USER, ...formsOf(NAME), ...formsOf(REPORT)]);
      };
      expect(traces()).not.toEqual([]);

      await world.zalo.idle();
      const heard = world.zalo.sent.length;
      const withdrawal = world.zalo.events.withdraw(USER);
      expect(await world.deliver(url, withdrawal)).toBe(200);
      await expect.poll(traces, { interval: 250 }).toEqual([]);
      const range = { kind: 'sessions', format: 'csv', from: '2000-01-01', to: '2099-12-31' } as const;
      const csv = Buffer.from((await run('export-make', range)).file, 'base64').toString();
      expect(csv).toMatch(/BC-0001,.*,50,/);

      // Told again, and the old words again: nothing begins, nobody is written to.
      for (const event of [withdrawal, told]) expect(await world.deliver(url, event)).toBe(200);
      await world.zalo.idle();
      await expect.poll(traces, { interval: 250 }).toEqual([]);
      expect(world.zalo.sent).toHaveLength(heard);
    });
  });

  describe('Meta’s data-deletion callback', () => {
    const signed = (userId: string, secret: string = CHANNEL_ENV.MESSENGER_APP_SECRET) => {
      const json = JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: userId, issued_at: 1_790_000_000 });
      const payload = Buffer.from(json).toString('base64url');
      return `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`;
    };

    it('is answered with a code and a page that says how far it is; one signed by others is refused', async () => {
      const { url } = await startTestApp();
      const ask = (signedRequest: string) =>
        fetch(`${url}/webhooks/messenger/data-deletion`, {
          method: 'POST',
          body: new URLSearchParams({ signed_request: signedRequest }),
        });
      const answer = (await (await ask(signed('9001'))).json()) as { url: string; confirmation_code: string };
      expect(answer.url).toBe(`${url}/data-deletion/${answer.confirmation_code}`);
      expect(await (await ask(signed('9001'))).json()).toEqual(answer);
      const page = await fetch(answer.url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('nhắn “XÓA DỮ LIỆU” vào cuộc trò chuyện đó');
      expect((await ask(signed('9001', 'another secret'))).status).toBe(401);
      const unknown = await fetch(`${url}/data-deletion/KHONGCO`);
      expect(unknown.status).toBe(404);
      const privacy = await (await fetch(`${url}/privacy`)).text();
      for (const words of ['XÓA DỮ LIỆU', 'DỮ LIỆU CỦA TÔI', 'width=device-width'])
        expect(privacy).toContain(words);
    });
  });
});
