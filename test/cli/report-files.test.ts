import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from '../support/command-line.ts';
import { joinsByCode, sendsFirstReport, tellsOfSession } from '../support/joining.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';
import { tempDir } from '../support/temp-dir.ts';

/** On SQLite and memory, as officers use it beside the simulator. */
it('an officer takes out what was sent with a report, and listens to the recordings that wait', {
  timeout: 60_000,
}, async () => {
  const app = await startSimulatedApp();
  const loa = commandLine(app.dataDir);
  const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
  const phone = await app.phone('messenger');
  await joinsByCode(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');
  await tellsOfSession(phone);
  await phone.act({ act: 'voice' });
  await phone.hears(/chưa có ai nghe/);
  await sendsFirstReport(phone);

  const shown = async () => (await loa('report', 'show', 'BC-0001')).text.split('\n').at(-1);
  await expect.poll(shown).toBe('Tệp kèm theo: 0 ảnh, 1 ghi âm (1 chờ nghe), 0 phim');
  expect((await loa('report', 'list', '--unheard')).text).toMatch(/^BC-0001\t/);

  const folder = join(tempDir(), 'anh', 'BC-0001');
  const { text } = await loa('--by', 'Cán bộ Mẫu', 'report', 'files', 'bc1', folder);
  const [name = '', ...more] = readdirSync(folder);
  expect([text, more]).toEqual([join(folder, name), []]);
  expect(name).toMatch(/^BC-0001-1\.(?:m4a|mp3|ogg|amr|aac|wav|mp4)$/);
  expect(readFileSync(join(folder, name)).length).toBeGreaterThan(100);
  expect(statSync(folder).mode & 0o077).toBe(0);

  expect((await loa('report', 'heard', 'BC-0001')).text).toMatch(/^Đã nghe 1 ghi âm\./);
  expect((await loa('report', 'heard', 'BC-0001')).text).toMatch(/^Báo cáo này không có ghi âm nào chờ nghe/);
  expect(await shown()).toBe('Tệp kèm theo: 0 ảnh, 1 ghi âm, 0 phim');
  expect((await loa('report', 'list', '--unheard')).text).toContain('chưa có báo cáo nào');

  // Who took it out is written down.
  const { secret } = await app.command('token-create', { name: 'a', scopes: ['read:audit'], unitId: null });
  const { body } = await app.call('GET', '/api/v1/audit?limit=20', undefined, {
    authorization: `Bearer ${secret}`,
  });
  expect(body).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ actor: 'command:Cán bộ Mẫu', action: 'report.file', target: 'BC-0001' }),
    ]),
  });

  // A folder that cannot be one, and a report that is not there.
  const file = join(tempDir(), 'tep');
  writeFileSync(file, '');
  expect((await loa('report', 'files', 'BC-0001', file)).text).toMatch(/^Không ghi được tệp/);
  // The system lets nobody make one there, and Node's own way to make several would try for ever.
  if (process.platform === 'linux')
    expect((await loa('report', 'files', 'BC-0001', '/proc/loa/tep')).text).toMatch(/^Không ghi được tệp/);
  expect((await loa('report', 'files', 'BC-0999', folder)).text).toContain('(report-unknown)');
});
