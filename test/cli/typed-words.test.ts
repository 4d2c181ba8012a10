import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../support/command-line.ts';
import { joinsByCode, sendsFirstReport, tellsOfSession } from '../support/joining.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';
import { tempDir } from '../support/temp-dir.ts';

/** On SQLite and memory, as officers use it beside the simulator. */
describe('what officers type on the command line', { timeout: 120_000 }, () => {
  it('takes days, periods and codes as people write them, and refuses a range it cannot read instead of leaving days out', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    const file = join(tempDir(), 'so.csv');
    const from = async (first: string, last: string) =>
      loa('export', 'ledger', file, '--from', first, '--to', last);

    expect(await from('01/10/2026', '31/12/2026')).toEqual({
      text: `2026-10-01 – 2026-12-31: ${file}`,
      failed: false,
    });
    expect(await from('2026-10-1', '2026-12-31')).toEqual({
      text: 'from: Ghi theo dạng: 2026-11-23. / Write it like this: 2026-11-23.',
      failed: true,
    });
    expect((await loa('export', 'ledger', file, '--period', '2026-q4')).failed).toBe(false);
    expect(await loa('export', 'ledger', file, '--period', 'quý 4')).toMatchObject({
      text: expect.stringContaining('Ghi theo dạng: 2026-Q4, 2026-11.'),
      failed: true,
    });
    const both = ['--period', '2026-Q3', '--from', '2026-10-01', '--to', '2026-12-31'];
    expect(await loa('export', 'ledger', file, ...both)).toMatchObject({
      text: expect.stringMatching(/không cả hai.*\(range-invalid\)/),
      failed: true,
    });
    expect((await loa('team', 'codes', 'ttt-901')).text).toMatch(/^TTT-901\t/);
    expect((await loa('indicator', 'list', '--from', '01/10/2026', '--to', '31/12/2026')).failed).toBe(false);
  });

  it('keeps names in composed letters however the keyboard sends them', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    const apart = ['--commune', 'Xã Bác Ái', '--village', 'Thôn Mẫu Rạng'.normalize('NFD')];
    const { text } = await loa('team', 'create', 'ttt-150', ...apart);
    expect(text).toBe('TTT-150\tTổ truyền thông Thôn Mẫu Rạng');
  });

  it('gives a report back only with a reason, and finds it by its number alone', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
    const phone = await app.phone('zalo');
    await joinsByCode(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
    await tellsOfSession(phone);
    await sendsFirstReport(phone);

    expect(await loa('report', 'return', 'BC-0001', '--reason', '   ')).toEqual({
      text: 'reason: Không được để trống. / This must not be empty.',
      failed: true,
    });
    expect(await loa('report', 'confirm', 'bc 1')).toEqual({ text: 'BC-0001\tconfirmed', failed: false });
    expect((await loa('seat', 'refuse', 'x', '--reason', ' ')).text).toMatch(/^reason: Không được để trống/);
  });

  it('writes only files that their names promise, and says where it may not write', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    const folder = tempDir();
    for (const [file, ...words] of [
      ['bao-cao.pdf', 'export', 'sessions'],
      ['ma.pdf', 'code', 'sheet', 'Xã Mẫu 01'],
      ['mau.ods', 'team', 'template'],
      ['ma.html', 'code', 'qr', 'TTT-901'],
    ] as const) {
      const path = join(folder, file);
      const period = words[0] === 'export' ? ['--period', '2026-Q4'] : [];
      const { text, failed } = await loa(...words, path, ...period);
      expect([file, failed, existsSync(path)]).toEqual([file, true, false]);
      expect(text).toMatch(/^Tên tệp cần có đuôi \..* \/ The name of the file must end in/);
    }
    const nowhere = join(folder, 'khong-co', 'so.xlsx');
    expect(await loa('export', 'ledger', nowhere, '--period', '2026-Q4')).toEqual({
      text: expect.stringMatching(/^Không ghi được tệp .* \/ The file cannot be written\./),
      failed: true,
    });
    // A roster that was filled in since is not emptied.
    const roster = join(folder, 'danh-sach.csv');
    expect((await loa('team', 'template', roster)).failed).toBe(false);
    writeFileSync(roster, 'đã điền');
    expect(await loa('team', 'template', roster)).toEqual({
      text: expect.stringMatching(/^Đã có tệp .* nên không ghi đè lên\. Chọn tên khác\. \/ /),
      failed: true,
    });
    expect(readFileSync(roster, 'utf8')).toBe('đã điền');
    const upper = join(folder, 'SO.CSV');
    await loa('export', 'ledger', upper, '--period', '2026-Q4');
    expect(readFileSync(upper, 'utf8')).toContain('Mã tổ');
  });

  it('takes 1.234 for the thousand that it is, and a count of the plan only as one whole number', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    const enter = (number: string, ...more: string[]) => {
      const where = ['--unit', 'Xã Bác Ái', '--period', '2026-Q4', '--evidence', 'QĐ số 12'];
      return loa('indicator', 'enter', 'd8-1.2.01a', number, ...where, ...more);
    };
    expect((await enter('1.234')).text).toMatch(/\t1234$/);
    expect(await enter('12', '--of', '20')).toMatchObject({
      text: expect.stringMatching(/^Chỉ tiêu này là số đếm.*\(count-has-no-share\)/),
      failed: true,
    });
    const { secret } = await app.command('token-create', {
      ...{ name: 'writes', scopes: ['write:indicators'], unitId: null },
    });
    const entry = { indicator: 'D8-1.2.01a', unit: 'Xã Bác Ái', period: '2026-Q4', evidence: 'QĐ số 12' };
    const half = await app.call(
      'POST',
      '/api/v1/indicator-entries',
      { ...entry, numerator: 1.5 },
      { authorization: `Bearer ${secret}` },
    );
    expect(half.status).toBe(400);
  });

  it('hands in the plan as a file: what was asked for, what the reports say, what was entered and where that stands', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    const where = ['--unit', 'Xã Bác Ái', '--period', '2026-Q4'];
    await loa('indicator', 'enter', 'D8-2.1.2', '3', '--of', '20', ...where, '--evidence', 'QĐ số 12');
    const file = join(tempDir(), 'chi-tieu.csv');
    expect((await loa('export', 'plan', file, '--period', '2026-Q4')).failed).toBe(false);
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFFMã,Nội dung,Chỉ tiêu,Đơn vị tính,Kỳ,Từ báo cáo: số đạt,Từ báo cáo: trên tổng số,Nhập tay: số đạt,Nhập tay: trên tổng số,Căn cứ của số nhập tay,Kế hoạch',
    );
    const row = (code: string) => lines.find((line) => line.startsWith(`${code},`));
    const plan = 'Duy trì từ 2026 (chờ tỉnh xác nhận)';
    expect(row('D8-2.1.2')).toMatch(
      new RegExp(`,15,% thành viên,[^,]+,,,3,20,QĐ số 12,${plan.replace(/[()]/g, '\\$&')}$`),
    );
    expect(row('D8-1.2.02a')).toContain(',1,cuộc/tổ/quý,Hằng quý,0,77,,,,');
    expect(row('D8-1.2.02b')).toMatch(/,,,Hằng năm,,,,,,/);
  });

  it('says when no token was revoked', async () => {
    const app = await startSimulatedApp();
    const loa = commandLine(app.dataDir);
    expect(await loa('token', 'revoke', 'không có')).toMatchObject({
      text: expect.stringMatching(/chưa thu hồi gì/),
      failed: true,
    });
  });
});
