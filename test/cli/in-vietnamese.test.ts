import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { VIETNAMESE_COMMANDS } from '../../src/cli/in-vietnamese.ts';
import { createProgram } from '../../src/cli/program.ts';

/** Commands that officers give; whoever keeps the server running gives the others. */
const OFFICERS = [
  ...['team', 'code', 'seat', 'request', 'indicator', 'notice', 'ledger', 'report', 'export', 'token'],
  ...['demo', 'audit', 'doctor'],
];

function everyCommand(command: Command, path: string[] = []): [string, Command][] {
  return command.commands.flatMap((each) => {
    const own = [...path, each.name()];
    return [[own.join(' '), each], ...everyCommand(each, own)] as [string, Command][];
  });
}

it('every command of officers says in Vietnamese what it does, and no other is described', () => {
  const ofOfficers = everyCommand(createProgram()).filter(([path]) =>
    OFFICERS.includes(path.split(' ')[0] ?? ''),
  );
  expect(ofOfficers.map(([path]) => path).sort()).toEqual([...VIETNAMESE_COMMANDS].sort());
  for (const [path, command] of ofOfficers)
    expect([path, command.description()]).toEqual([path, expect.stringMatching(/ \/ /)]);
});

it.each([
  [
    'team member TTT-901 --name Người Mẫu An --role leader',
    'Thừa chữ: tên hoặc câu có dấu cách cần đặt trong ngoặc kép "…".',
  ],
  ['team end TTT-901', 'Thiếu một lựa chọn bắt buộc.'],
  ['report show', 'Thiếu một mục sau lệnh.'],
  ['report shwo BC-0001', 'Không có lệnh này.'],
  ['export ledger so.csv --quarter 4', 'Không có lựa chọn này.'],
  ['indicator enter D8-2.1.2 nhiều --unit x --period 2026 --evidence x', 'Có nội dung không nhận được.'],
])('a slip in typing is told in Vietnamese: loa %s', async (line, words) => {
  const program = createProgram();
  const said: string[] = [];
  for (const command of [program, ...everyCommand(program).map(([, each]) => each)])
    command.exitOverride().configureOutput({ writeErr: (text) => void said.push(text) });
  await expect(program.parseAsync(line.split(' '), { from: 'user' })).rejects.toThrow();
  expect(said.join('')).toContain(`${words} Thêm --help để xem cách dùng. / error: `);
});
