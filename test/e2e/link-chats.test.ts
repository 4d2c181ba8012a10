import { describe, expect, it } from 'vitest';
import { onEachPair, rewriteLog, tracesOf } from '../support/engine-pair.ts';
import { consents, takesFirstSeat } from '../support/joining.ts';
import { formsOf } from '../support/search-files.ts';
import { type Phone, type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';

const TEAM = 'TTT-901';
const NAMES = ['Người Thử Bên Này', 'Người Thử Bên Kia'] as const;
const WORDS = ['Cây phượng trước sân nở hoa tím biếc', 'Hàng cau sau vườn vừa trổ buồng mới'] as const;

async function joinTeam(app: SimulatedApp, phone: Phone): Promise<void> {
  const { codes } = await app.command('team-codes', { teamId: TEAM });
  await phone.taps(/Thành viên tổ/);
  await phone.hears(/gửi mã của tổ/);
  await takesFirstSeat(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
}

/** @returns the code as it is shown. */
async function showCode(phone: Phone): Promise<string> {
  await phone.says('nối Zalo với Facebook');
  await phone.hears(/gửi mã vào đây/);
  await phone.taps(/Lấy mã/);
  const { text } = await phone.hears(/NỐI \S{6}/);
  return /NỐI (\S{6})/.exec(text)?.[1] ?? '';
}

async function link(shows: Phone, types: Phone): Promise<void> {
  const code = await showCode(shows);
  await types.says(`nối ${code.toLowerCase()}`);
  await types.hears(/Đúng là anh\/chị thì bấm "Nối"/);
  await types.taps(/^(1 )?Nối$/);
  await types.hears(/Đã nối với/);
}

/** @returns the code of the report. */
async function report(phone: Phone, day: string, people: number): Promise<string> {
  await phone.says(`${day} họp thôn, nói về tảo hôn, ${people} người`);
  await phone.hears(/Em hiểu thế này/);
  await phone.taps(/Đúng/);
  await phone.hears(/Ảnh: 0/);
  await phone.taps(/^(1 )?Gửi$/);
  const { text } = await phone.hears(/Em đã nhận báo cáo BC-/);
  return /BC-\d+/.exec(text)?.[0] ?? '';
}

/** Gives a name, and says something that no flow takes. */
async function isKnownBy(phone: Phone, name: string, words: string): Promise<void> {
  await phone.says('sửa tên');
  await phone.hears(/họ và tên/);
  await phone.says(name);
  await phone.hears(/Em đã ghi tên/);
  await phone.says(words);
  await phone.hears(/chưa hiểu/);
}

/** What "dữ liệu của tôi" lists. */
async function dataOf(phone: Phone): Promise<string> {
  await phone.says('dữ liệu của tôi');
  const { text } = await phone.hears(/đang giữ/);
  await phone.hears(/muốn làm gì với dữ liệu/);
  await phone.taps(/Xong/);
  await phone.hears(/Lúc nào cần xem lại/);
  return text;
}

/** Waits for something that the bot says by itself, from a line on. */
async function isTold(phone: Phone, words: RegExp, from = 0): Promise<void> {
  const told = () =>
    phone
      .lines()
      .slice(from)
      .map(({ text }) => text)
      .join('\n');
  await expect.poll(told).toMatch(words);
}

await onEachPair(() => {
  describe('one person on Zalo and Messenger', () => {
    it('links both by a code, is one person from both sides, and each side has its own again afterwards', {
      timeout: 120_000,
    }, async () => {
      const app = await startSimulatedApp();
      const zalo = await app.phone('zalo');
      const messenger = await app.phone('messenger');
      await consents(zalo);
      await joinTeam(app, zalo);
      const fromZalo = await report(zalo, 'hôm qua', 50);

      // Without consent there is nothing to link: it is asked for first, and the code is not forgotten meanwhile.
      const code = await showCode(zalo);
      expect(code).toMatch(/^[A-Z][34679A-Z]{5}$/);
      await messenger.says(`NỐI ${code}`);
      await messenger.hears(/đồng ý không/);
      await messenger.taps(/Tôi đồng ý/);
      await messenger.hears(/Bên Zalo là .*báo cáo viên/);
      const heard = zalo.lines().length;
      await messenger.taps(/^(1 )?Nối$/);
      await messenger.hears(/Đã nối với Zalo/);
      await isTold(zalo, /Facebook Messenger của anh\/chị đã được nối/, heard);

      // A code is good for one link, and neither side can be linked twice.
      const stranger = await app.phone('messenger');
      await consents(stranger);
      await stranger.says(`nối ${code}`);
      await stranger.hears(/không đúng, đã dùng/);
      await stranger.says('thôi');
      await stranger.hears(/giữ nguyên/);

      // Seat and reports are there on the other side.
      const data = await dataOf(messenger);
      for (const words of ['báo cáo viên Tổ', fromZalo, 'Đang nối với: Zalo']) expect(data).toContain(words);
      const fromMessenger = await report(messenger, 'hôm kia', 30);
      await messenger.says(`sửa ${fromZalo}`);
      await messenger.hears(/sửa mục nào/);
      await messenger.says('hủy');
      expect(await dataOf(zalo)).toContain(fromMessenger);

      // "Dừng" is a person's word.
      await zalo.says('dừng');
      await zalo.hears(/kể cả ở Facebook Messenger/);
      expect(await dataOf(messenger)).toContain('Tin nhắc: đã dừng');
      await messenger.says('nhận tin');
      await messenger.hears(/Em sẽ gửi tin nhắc lại/);

      // Undone by the side that did not type the code; each has what came about in its own chat.
      await zalo.says('bỏ nối');
      await zalo.hears(/muốn bỏ nối không/);
      await zalo.taps(/^(1 )?Bỏ nối$/);
      await zalo.hears(/Đã bỏ nối/);
      await isTold(messenger, /không còn nối với nhau/);
      const alone = await dataOf(messenger);
      expect(alone).not.toContain('báo cáo viên');
      expect(alone).toContain(fromMessenger);
      expect(alone).not.toContain(fromZalo);
      await messenger.says('báo cáo');
      await messenger.hears(/Việc này dành cho thành viên tổ/);
      const own = await dataOf(zalo);
      expect(own).toContain('báo cáo viên');
      expect(own).toContain(fromZalo);
      expect(own).not.toContain(fromMessenger);
    });

    it('is asked for consent on both sides after withdrawing it on one, and is erased on both by one "XÓA DỮ LIỆU"', {
      timeout: 120_000,
    }, async () => {
      const app = await startSimulatedApp();
      const zalo = await app.phone('zalo');
      const messenger = await app.phone('messenger');
      for (const phone of [zalo, messenger]) await consents(phone);
      await joinTeam(app, zalo);
      await link(messenger, zalo);

      await messenger.says('rút đồng ý');
      await messenger.hears(/ở cả Zalo và Facebook/);
      await messenger.taps(/Rút đồng ý/);
      await messenger.hears(/ghi anh\/chị rút đồng ý/);
      await zalo.says('báo cáo');
      await zalo.hears(/đồng ý không/);
      await zalo.taps(/Tôi đồng ý/);
      await zalo.hears(/diễn ra ngày nào/);
      await zalo.says('hủy');
      await messenger.says('nối Zalo với Facebook');
      await messenger.hears(/đồng ý không/);
      await messenger.taps(/Tôi đồng ý/);
      await messenger.hears(/gửi mã vào đây/);
      await messenger.says('thôi');
      await messenger.hears(/giữ nguyên/);

      await link(zalo, messenger);
      await isKnownBy(zalo, NAMES[0], WORDS[0]);
      await isKnownBy(messenger, NAMES[1], WORDS[1]);
      const codes = [await report(messenger, 'hôm qua', 41), await report(zalo, 'hôm kia', 52)];
      const ids = [zalo.id, messenger.id];
      // The simulator keeps what its phones show: it stands in for the platforms.
      const traces = async (needles: string[]) =>
        (await tracesOf(app.dataDir, needles)).filter((path) => !path.includes('simulator'));
      // The name that was given last is the name in both chats.
      for (const needle of [...ids, NAMES[1]]) expect(await traces(formsOf(needle)), needle).not.toEqual([]);
      const before = await app.command('export-make', { kind: 'sessions', format: 'csv', period: '2026-Q4' });
      await messenger.says('xóa dữ liệu');
      await messenger.hears(/xóa ở cả hai bên/);
      await messenger.taps(/Xóa cả hai bên/);
      await messenger.hears(/lần nữa/);
      await messenger.taps(/Xóa hết/);
      await messenger.hears(/tin cuối/);
      const left = async () => {
        await rewriteLog();
        return traces([...ids, ...NAMES, ...WORDS].flatMap(formsOf));
      };
      await expect.poll(left, { interval: 250 }).toEqual([]);
      // Both reports go on counting, by nobody in particular.
      const after = await app.command('export-make', { kind: 'sessions', format: 'csv', period: '2026-Q4' });
      for (const { file } of [before, after]) {
        const csv = Buffer.from(file, 'base64').toString();
        for (const code of codes) expect(csv).toContain(code);
      }
      for (const phone of [zalo, messenger]) {
        await phone.says('xin chào');
        await phone.hears(/đồng ý không/);
      }
    });
  });
});
