import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { inOneByteLetters } from '../../scripts/build/one-byte.ts';

const PROGRAM = String.raw`
  globalThis.told = [
    'Tổ 1 đã gửi … 👍'.replace(/(?:tổ|nhóm)\s+(\d+)/iu, '[$1]'),
    /[👍👌]/u.exec('dạ 👌')[0],
    /^[^…”]+$/.test('xong…'),
    ${'`${"đúng"} dừng`'},
  ];
`;

it('builds programs whose letters all take one byte, and that still say and read the same', () => {
  const built = transformSync(PROGRAM, { minifyWhitespace: true, target: 'node20.19' }).code;
  expect(built).toMatch(/[\u0100-\uffff]/);
  const narrow = inOneByteLetters(built);
  expect(narrow).not.toMatch(/[\u0100-\uffff]/);
  const told: { told?: unknown } = {};
  new Function('globalThis', narrow)(told);
  expect(told.told).toEqual(['[1] đã gửi … 👍', '👌', false, 'đúng dừng']);
});
