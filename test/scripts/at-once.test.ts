import { expect, it } from 'vitest';
import { type Check, checkAtOnce } from '../../scripts/check/at-once.ts';

it('runs every check, names those that failed in their order, and writes what each has said in one piece', async () => {
  const pieces: string[] = [];
  const checks: Check[] = [
    { name: 'lost', command: ['npm', 'run', 'no-such-script'] },
    { name: 'fine', command: ['npm', '--version'] },
    { name: 'lost too', command: ['no-such-program'] },
  ];
  expect(await checkAtOnce(checks, (piece) => void pieces.push(piece))).toEqual(['lost', 'lost too']);
  expect(pieces).toHaveLength(checks.length);
  expect(pieces.find((piece) => piece.includes('▸ fine:'))).toMatch(
    /^\n▸ fine: npm --version\n\d+\.\d+\.\d+\n$/,
  );
  expect(pieces.find((piece) => piece.includes('▸ lost:'))).toContain('Missing script: "no-such-script"');
});
