import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from '../support/command-line.ts';
import { joinsByCode, sendsFirstReport, tellsOfSession } from '../support/joining.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';
import { tempDir } from '../support/temp-dir.ts';

/** On SQLite and memory, as officers use it beside the simulator. */
it('an officer sees on the command line who has held a session and who has not, and reads one report whole', {
  timeout: 60_000,
}, async () => {
  const app = await startSimulatedApp();
  const loa = commandLine(app.dataDir);
  const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
  const phone = await app.phone('zalo');
  await joinsByCode(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
  expect((await loa('report', 'list')).text).toMatch(
    /^01\/10\/2026 – 31\/12\/2026: chưa có báo cáo nào\. \/ /,
  );
  await tellsOfSession(phone);
  await sendsFirstReport(phone);

  const own = ['--unit', 'xa mau 01'];
  const shown = (await loa('ledger', 'show', ...own)).text.split('\n');
  expect(shown[0]).toMatch(/^Quý 4 năm 2026: 1\/11 tổ đã có cuộc, 10 tổ chưa; 0 tổ xác nhận đúng hạn\. \/ /);
  expect(shown[1]).toBe('TTT-901\tcó buổi, chưa xác nhận\t1\t50\tXã Mẫu 01\tTổ truyền thông Thôn Mẫu 01\t–');
  const missing = (await loa('ledger', 'show', ...own, '--missing')).text.split('\n').slice(1);
  expect(missing).toHaveLength(10);
  expect(missing.join()).not.toContain('TTT-901');

  // A month owes nothing where the programme counts quarters.
  expect((await loa('ledger', 'show', ...own, '--period', '2026-10')).text.split('\n').slice(0, 2)).toEqual([
    expect.stringMatching(/^Tháng 10 năm 2026: 0\/0 tổ đã có cuộc, 0 tổ chưa/),
    'TTT-901\tkỳ này không tính\t0\t0\tXã Mẫu 01\tTổ truyền thông Thôn Mẫu 01\t–',
  ]);

  // The same numbers as in the file.
  const file = join(tempDir(), 'so.csv');
  await loa('export', 'ledger', file, '--period', '2026-Q4', ...own);
  expect(readFileSync(file, 'utf8')).toMatch(/\r\nCộng,,,11,1,0,1,1,50,/);

  expect((await loa('report', 'list', '--team', 'ttt-901')).text).toBe(
    'BC-0001\t22/11/2026\tTTT-901\t50\tĐã gửi\tLồng ghép họp thôn\tTảo hôn',
  );
  expect((await loa('report', 'list', '--team', 'TTT-902')).text).toContain('chưa có báo cáo nào');
  expect((await loa('report', 'list', '--team', 'TTT-999')).text).toContain('(team-unknown)');

  await loa('report', 'return', 'BC-0001', '--reason', 'Xem lại số người giúp em.');
  const { text } = await loa('report', 'show', '1');
  expect(text).toContain('Tổng số người: 50\n');
  expect(text).toContain('Trạng thái: Trả lại\n');
  expect(text).toContain('Lý do đổi gần nhất: Xem lại số người giúp em.\n');
  expect(text).toMatch(/Tệp kèm theo: 0 ảnh, 0 ghi âm, 0 phim$/);
  // What nobody said is left out, and nobody is named.
  expect(text).not.toMatch(/Nữ:|Người thử|Người Mẫu/);
});

it('an officer finds a team, reads its roster, and changes it by names typed without accents', {
  timeout: 60_000,
}, async () => {
  const app = await startSimulatedApp();
  const loa = commandLine(app.dataDir);
  await loa('team', 'create', 'TTT-101', '--commune', 'Xã Bác Ái', '--village', 'Thôn Mẫu 01');
  expect((await loa('team', 'show', 'ttt-101')).text).toBe(
    [
      'Tổ: TTT-101 Tổ truyền thông Thôn Mẫu 01',
      'Địa bàn: Thôn Mẫu 01, Xã Bác Ái',
      'Danh sách của tổ chưa có ai. / nobody is listed',
    ].join('\n'),
  );
  for (const name of ['Người Mẫu An', 'Người Mẫu Bình'])
    await loa('team', 'member', 'TTT-101', '--name', name, '--role', 'reporter');
  const listed = async () => (await loa('team', 'list', '--unit', 'phuoc tien')).text;
  expect(await listed()).toBe('TTT-101\t2\t0\tXã Bác Ái\t–\tTổ truyền thông Thôn Mẫu 01');

  expect((await loa('team', 'role', 'TTT-101', 'nguoi mau an', '--role', 'leader')).text).toMatch(
    /^Đã đổi vai trò của Người Mẫu An\. \/ /,
  );
  expect((await loa('team', 'remove', 'TTT-101', 'nguoi mau binh')).text).toMatch(
    /^Người Mẫu Bình không còn trong danh sách của tổ\. \/ /,
  );
  // Nobody who was taken off gets another role unseen.
  expect(await loa('team', 'role', 'TTT-101', 'Người Mẫu Bình', '--role', 'leader')).toMatchObject({
    text: expect.stringContaining('(member-unknown)'),
    failed: true,
  });
  expect((await loa('team', 'show', 'TTT-101')).text.split('\n').slice(2)).toEqual([
    'Tổ trưởng\tchưa vào tổ\t–\tNgười Mẫu An',
  ]);
  expect((await loa('team', 'remove', 'TTT-101', 'Người Mẫu Lạ')).text).toContain('(member-unknown)');
  expect((await loa('team', 'list', '--unit', 'Xã Mẫu 01')).text.split('\n')).toHaveLength(11);
});

it('an officer reads why a team has not held its session, and when it means to', {
  timeout: 60_000,
}, async () => {
  const app = await startSimulatedApp();
  const loa = commandLine(app.dataDir);
  const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
  const phone = await app.phone('zalo');
  await joinsByCode(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
  await phone.says('xác nhận quý');
  await phone.hears(/thời gian nào/);
  await phone.says('quý này');
  await phone.hears(/đã tổ chức buổi truyền thông nào chưa/);
  await phone.says('chưa');
  await phone.hears(/Vì sao tổ chưa/);
  await phone.says('bà con\nđi rẫy');
  await phone.hears(/dự định tổ chức ngày nào/);
  await phone.says('5/12');
  await phone.hears(/Em đã ghi .*dự định ngày/);
  const [, first] = (await loa('ledger', 'show', '--unit', 'Xã Mẫu 01', '--missing')).text.split('\n');
  expect(first).toBe(
    'TTT-901\tbáo chưa tổ chức\t0\t0\tXã Mẫu 01\tTổ truyền thông Thôn Mẫu 01\tbà con đi rẫy; dự định ngày 05/12/2026',
  );
});
