import { expect, it, onTestFinished, vi } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { tempDir } from '../support/temp-dir.ts';

it('an officer begins in an empty folder before any server was started there, and hears of wrong input in both languages', {
  timeout: 60_000,
}, async () => {
  vi.stubEnv('DATA_DIR', tempDir());
  onTestFinished(() => void vi.unstubAllEnvs());
  const said: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  onTestFinished(() => spy.mockRestore());
  async function loa(...words: string[]): Promise<string> {
    said.length = 0;
    await createProgram().parseAsync(words, { from: 'user' });
    return said.join('\n');
  }

  const village = ['--village', 'Thôn Mẫu 01'];
  expect(await loa('team', 'create', 'TTT-101', '--commune', 'Xã Bác Ái', ...village)).toBe(
    'TTT-101\tTổ truyền thông Thôn Mẫu 01',
  );
  expect((await loa('team', 'codes', 'TTT-101')).split('\n')).toHaveLength(2);
  // A unit may be named wherever one is asked for, as it is today or was before.
  expect(await loa('token', 'create', '--name', 'Xã', '--role', 'commune', '--unit', 'Xã Bác Ái')).toMatch(
    /^loa_/,
  );

  const wrong = loa('team', 'create', '1', '--commune', 'Xã Bác Ái', ...village, '--founded', '2024-1-15');
  await expect(wrong).rejects.toThrow(
    'id: Ghi theo dạng: TTT-012. / Write it like this: TTT-012.\nfoundedOn: Ghi theo dạng: 2026-11-23.',
  );
  await expect(loa('team', 'create', 'TTT-102', '--commune', 'Xã Sao', ...village)).rejects.toThrow(
    /Không có xã.* \/ There is no such commune.*\(commune-unknown\)/,
  );
  await expect(loa('team', 'codes', 'TTT-999')).rejects.toThrow('team-unknown');
  await expect(loa('token', 'create', '--name', 'Xã', '--unit', 'u-9')).rejects.toThrow('unit-unknown');
});
