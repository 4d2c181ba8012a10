import { expect, it } from 'vitest';
import { type Check, checkAtOnce } from '../../scripts/check/at-once.ts';

it('runs every check, names those that failed in their order, and writes what each has said in one piece', async () => {
  const pieces: string[] = [];
  const checks: Check[] = [
    { name: 'lost', command: [process.execPath, '-e', 'console.error("not here"); process.exitCode = 1'] },
    { name: 'fine', command: [process.execPath, '--version'] },
    { name: 'lost too', command: ['no-such-program'] },
  ];
  expect(await checkAtOnce(checks, (piece) => void pieces.push(piece))).toEqual(['lost', 'lost too']);
  expect(pieces).toHaveLength(checks.length);
  expect(pieces.find((piece) => piece.includes('▸ fine:'))).toBe(
    `\n▸ fine: ${process.execPath} --version\n${process.version}\n`,
  );
  expect(pieces.find((piece) => piece.includes('▸ lost:'))).toContain('\nnot here\n');
});
