import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { joinsByCode } from '../support/joining.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';

/** On SQLite and memory: with a shared store commands run beside the server, where the simulator's clock is not moved. */
it('an officer enters numbers, tells a team something and registers paper from the command line, with or without a server', {
  timeout: 120_000,
}, async () => {
  const app = await startSimulatedApp();
  vi.stubEnv('DATA_DIR', app.dataDir);
  onTestFinished(() => void vi.unstubAllEnvs());
  const said: string[] = [];
  for (const stream of ['log', 'error'] as const) {
    const spy = vi.spyOn(console, stream).mockImplementation((line) => void said.push(String(line)));
    onTestFinished(() => spy.mockRestore());
  }
  async function loa(...words: string[]): Promise<string> {
    said.length = 0;
    await createProgram().parseAsync(words, { from: 'user' });
    return said.join('\n');
  }
  const { secret } = (await app.command('token-create', {
    name: 'reads',
    scopes: ['read:audit', 'read:data-requests'],
    unitId: null,
  })) as { secret: string };
  const newest = async () => {
    const headers = { authorization: `Bearer ${secret}` };
    const { body } = await app.call('GET', '/api/v1/audit?limit=1', undefined, headers);
    return (body as { items: object[] }).items[0];
  };

  const { codes } = await app.command('team-codes', { teamId: 'TTT-901' });
  const phone = await app.phone('zalo');
  await joinsByCode(phone, codes.find(({ kind }) => kind === 'reporter')?.code ?? '');

  // A word to one team reaches the phone; a team where nobody writes yet says so; an unknown one is refused.
  const heard = phone.lines().length;
  const words = 'Mai tổ họp lúc 8 giờ ạ.';
  expect(await loa('--by', 'Cán bộ Mẫu', 'notice', 'send', 'TTT-901', '--text', words)).toMatch(
    /^1 người: 1 đang gửi.* \/ 1 to be told: 1 on its way/,
  );
  await expect
    .poll(() =>
      phone
        .lines()
        .slice(heard)
        .map(({ text }) => text),
    )
    .toContain(words);
  expect(await newest()).toMatchObject({
    ...{ actor: 'command:Cán bộ Mẫu', action: 'notice.send', target: 'TTT-901' },
    change: { roles: 'leader reporter', chars: words.length },
  });
  expect(await loa('notice', 'send', 'TTT-902', '--text', words)).toMatch(
    /\nChưa có ai .* \/ nobody of this team/,
  );
  await expect(loa('notice', 'send', 'TTT-999', '--text', words)).rejects.toThrow('team-unknown');

  // Numbers of the plan: a share has both numbers, what reports feed is not entered, and the newest stands.
  const share = ['indicator', 'enter', 'D8-2.1.2', '3', '--unit', 'Xã Bác Ái', '--period', '2026-Q4'];
  const evidence = ['--evidence', 'QĐ số 12'];
  await expect(loa(...share, ...evidence)).rejects.toThrow('share-needs-both');
  await loa(...share, ...evidence, '--of', '20');
  await loa(...share, ...evidence, '--of', '24');
  const fed = ['indicator', 'enter', 'D8-1.2.02a', '3', '--unit', 'Xã Bác Ái', '--period', '2026-Q4'];
  await expect(loa(...fed, ...evidence)).rejects.toThrow('indicator-fed');
  const rowOf = (list: string) => list.split('\n').find((line) => line.startsWith('D8-2.1.2\t'));
  expect(rowOf(await loa('indicator', 'list', '--period', '2026-Q4'))).toContain('3/24');
  const entries = (await loa('indicator', 'entries', 'D8-2.1.2')).split('\n');
  expect(entries).toHaveLength(2);
  expect(entries[0]).toContain('\tXã Bác Ái\t2026-Q4\t');
  const id = entries.find((line) => line.includes('3/24'))?.split('\t')[0] ?? '';
  await loa('indicator', 'withdraw', id);
  expect(rowOf(await loa('indicator', 'list'))).toContain('3/20');

  // Paper requests, the same through the API.
  const added = await loa('request', 'add', 'see', '--reference', '12/CV-M', '--received', '2026-11-23');
  expect(added).toMatch(/\n.*2026-11-25.*2026-12-03.* \/ reply by 2026-11-25, meet by 2026-12-03$/);
  const request = added.split('\n')[0] ?? '';
  expect(await loa('request', 'extend', request, '--days', '10', '--reason', 'cần tra sổ')).toMatch(
    / \/ meet by 2026-12-13$/,
  );
  await expect(loa('request', 'extend', request, '--days', '5', '--reason', 'lâu')).rejects.toThrow(
    'extended',
  );
  await loa('request', 'reply', request);
  expect(await loa('request', 'list')).toBe(
    [request, 'see', '12/CV-M', '2026-11-25', '2026-12-13', 'đang chờ / open'].join('\t'),
  );
  expect(
    (await app.call('GET', '/api/v1/data-requests', undefined, { authorization: `Bearer ${secret}` })).body,
  ).toMatchObject({
    items: [{ id: request, holidaysUnknown: [], extension: { days: 10 }, overdue: false }],
  });

  // Nothing to show is said in a sentence, and what goes wrong in the officers' language too.
  expect(await loa('inbox', 'list')).toMatch(/^Không có .* \/ no event/);
  expect(await loa('inbox', 'retry', 'x')).toMatch(/^Không có .* \/ There is no parked event/);
  expect(await loa('outbox', 'list', '--state', 'unknown')).toMatch(/\nKhông có .* \/ no message/);
  expect(await loa('outbox', 'list', '--state', 'gone')).toMatch(/^Không có trạng thái “gone”.* \/ There is/);
  expect(await loa('outbox', 'release', 'x')).toMatch(/^Không có .* \/ There is no message/);
  expect(await loa('team', 'import', 'gone.csv')).toMatch(/^Không đọc được .* \/ The file gone.csv/);
  const roster = join(app.dataDir, 'danh-sach.csv');
  writeFileSync(
    roster,
    'Mã tổ,Xã/Phường,Thôn,Họ và tên,Vai trò\nTTT-970,Xã Sai,Thôn Mẫu,Người Mẫu,Thành viên\n',
  );
  expect(await loa('team', 'import', roster)).toMatch(/^Dòng 2: Không có xã.* \/ Row 2: There is no commune/);
  process.exitCode = 0;

  // The same without a server; unnamed, it is the user of the machine who did it.
  await app.stop();
  await loa('request', 'close', request);
  expect(await loa('request', 'list')).toBe('Không có yêu cầu nào. / no requests');
  expect(await loa('request', 'list', '--all')).toContain('closed');
  expect(await loa('audit', 'verify')).toMatch(/^\d+ mục, 0 chỗ sai\. \/ \d+ entries, 0 faults/);
  const again = await startSimulatedApp({ dataDir: app.dataDir });
  const { body } = await again.call('GET', '/api/v1/audit?limit=1', undefined, {
    authorization: `Bearer ${secret}`,
  });
  expect((body as { items: object[] }).items[0]).toMatchObject({
    action: 'data-request.close',
    actor: expect.stringMatching(/^command:\S+/),
  });
});
