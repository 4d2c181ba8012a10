import { expect, it } from 'vitest';
import { joinsByCode } from '../support/joining.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';

it('a whole sentence is heard at every question of a report, on both channels, and stands in the report', {
  timeout: 120_000,
}, async () => {
  const app = await startSimulatedApp({ env: { SIMULATOR: 'on' } });
  const token = await app.command('token-create', { name: 'e2e', scopes: ['read:sessions'], unitId: null });
  const authorization = { authorization: `Bearer ${'secret' in token ? token.secret : ''}` };
  const report = async (text: string) => {
    const code = /BC-\d+/.exec(text)?.[0] ?? '';
    return (await app.call('GET', `/api/v1/sessions/${code}`, undefined, authorization)).body;
  };
  const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
  const code = codes.find(({ kind }) => kind === 'reporter')?.code ?? '';

  const first = await app.phone('zalo');
  await joinsByCode(first, code);
  await first.says('báo cáo');
  await first.hears(/diễn ra ngày nào/);
  await first.says('hôm qua thôn em tuyên truyền tảo hôn ở họp thôn 50 người 30 nữ');
  await first.hears(/Em hiểu thế này.*22\/11\/2026.*họp thôn.*Tảo hôn.*50 người, nữ 30/s);
  await first.taps(/Đúng/);
  await first.hears(/Gửi báo cáo nhé/);
  await first.says('phát 45 tờ rơi, 52 người');
  await first.hears(/Số người: 50 → 52.*Tờ rơi: 45/s);
  await first.taps(/^(1 )?Gửi$/);
  const sent = await first.hears(/Em đã nhận báo cáo BC-/);
  expect(await report(sent.text)).toMatchObject({
    report: {
      date: '2026-11-22',
      forms: ['hop_thon'],
      themes: ['tao_hon'],
      total: 52,
      female: 30,
      leaflets: 45,
    },
  });

  const second = await app.phone('messenger');
  await joinsByCode(second, codes.filter(({ kind }) => kind === 'reporter').at(-1)?.code ?? '');
  await second.says('bao cao');
  await second.hears(/diễn ra ngày nào/);
  // Two short messages in a row, the second before the answer to the first is read.
  await second.says('hop chi hoi hom kia');
  await second.says('bao luc gia dinh, 20 nu 15 nam');
  await second.hears(/Em hiểu thế này.*21\/11\/2026.*chi hội.*Bạo lực gia đình.*35 người, nữ 20, nam 15/s);
  await second.taps(/Đúng/);
  await second.hears(/Gửi báo cáo nhé/);
  await second.taps(/^(1 )?Gửi$/);
  const also = await second.hears(/Em đã nhận báo cáo BC-/);
  expect(await report(also.text)).toMatchObject({
    report: {
      date: '2026-11-21',
      forms: ['chi_hoi'],
      themes: ['blgd'],
      total: 35,
      female: 20,
      male: 15,
    },
  });
});
