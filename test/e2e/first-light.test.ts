import { describe, expect, it } from 'vitest';
import { onEachPair } from '../support/engine-pair.ts';
import { isOfTeam, takesFirstSeat } from '../support/joining.ts';
import { type Phone, startSimulatedApp } from '../support/simulated-app.ts';

const CHANNELS = [
  { channel: 'zalo', teamId: 'TTT-901' },
  { channel: 'messenger', teamId: 'TTT-902' },
] as const;

async function join(phone: Phone, code: string): Promise<void> {
  await isOfTeam(phone);
  await takesFirstSeat(phone, code.toLowerCase());
}

/** @returns Code of the report. */
async function report(phone: Phone): Promise<string> {
  await phone.says('hôm qua họp thôn, nói về tảo hôn, 50 người');
  await phone.hears(/Em hiểu thế này/);
  await phone.taps(/Đúng/);
  await phone.hears(/Ảnh: 0/);
  await phone.act({ act: 'photos', media: ['sample-1', 'sample-2'] });
  await phone.hears(/Ảnh: 2/);
  await phone.says('sửa');
  await phone.hears(/sửa mục nào/);
  await phone.says('4');
  await phone.hears(/bao nhiêu người dự/);
  await phone.says('sáu mươi');
  await phone.hears(/nhìn rõ mặt ai không/);
  await phone.taps(/Người lớn/);
  await phone.hears(/Có mặt: 60 người/);
  await phone.taps(/^(1 )?Gửi$/);
  const { text } = await phone.hears(/Em đã nhận báo cáo BC-/);
  return /BC-\d+/.exec(text)?.[0] ?? '';
}

async function confirmQuarter(phone: Phone): Promise<void> {
  await phone.says('xác nhận quý');
  await phone.hears(/xác nhận cho thời gian nào/);
  await phone.taps(/quý 4/i);
  await phone.hears(/đã tổ chức buổi truyền thông nào chưa/);
  await phone.taps(/Rồi/);
  await phone.hears(/Đúng buổi này không/);
  await phone.says('tất cả');
  await phone.hears(/Em đã ghi .* 1 buổi/);
}

await onEachPair(() => {
  describe.each(CHANNELS)('a newcomer on $channel', ({ channel, teamId }) => {
    it('joins a demo team, reports with two photos, corrects an answer, confirms the quarter, and all of it outlives a restart', {
      timeout: 120_000,
    }, async () => {
      const app = await startSimulatedApp();
      const { codes } = await app.command('team-codes', { teamId });
      const phone = await app.phone(channel);

      await join(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
      const code = await report(phone);
      await confirmQuarter(phone);
      const token = await app.command('token-create', {
        name: 'e2e',
        scopes: ['read:sessions', 'read:quarters', 'read:conversations'],
        unitId: null,
      });
      const authorization = { authorization: `Bearer ${'secret' in token ? token.secret : ''}` };
      const kept = async () =>
        (await app.call('GET', `/api/v1/sessions/${code}`, undefined, authorization)).body;
      await expect.poll(kept).toMatchObject({ media: [{ state: 'kept' }, { state: 'kept' }] });
      await app.stop();

      const again = await startSimulatedApp({ dataDir: app.dataDir });
      const read = async (path: string) =>
        (await again.call('GET', `/api/v1${path}`, undefined, authorization)).body;
      expect(await read(`/sessions/${code}`)).toMatchObject({
        teamId,
        date: '2026-11-22',
        channel,
        report: { total: 60, forms: expect.any(Array), themes: expect.any(Array) },
        photoConsent: { faces: 'adults', asked: true },
        media: [
          { kind: 'image', state: 'kept', publication: 'internal' },
          { kind: 'image', state: 'kept', publication: 'internal' },
        ],
      });
      const ledger = (await read('/quarters/2026-Q4?limit=100')) as { items: { teamId: string }[] };
      expect(ledger.items.find((row) => row.teamId === teamId)).toMatchObject({
        state: 'confirmed',
        onTime: true,
        sessions: 1,
        total: 60,
        sessionCodes: [code],
      });

      // The same person goes on where they were, on the platform and with the bot.
      const samePhone = await again.phone(channel, phone.id);
      await samePhone.says('menu');
      await samePhone.hears(/cần em giúp việc gì/);
      await samePhone.taps(/Xác nhận quý/);
      await samePhone.hears(/xác nhận cho thời gian nào/);
      await samePhone.taps(/quý 4/i);
      await samePhone.hears(/đã được xác nhận là có tổ chức/);
    });
  });
});
