import { expect, it } from 'vitest';
import { projectSafety } from '../../scripts/score-safety.ts';
import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH } from '../../src/domain/records/join-code.ts';
import { LINK_CODE_LENGTH } from '../../src/domain/records/link.ts';
import { seededIds } from '../../src/lib/ids.ts';
import { raisesCard } from '../../src/safety/safety.ts';

const safety = projectSafety();
const CODES = 1_000;

/** How people send a code. */
const WAYS = [
  (code: string) => code,
  (code: string) => code.toLowerCase(),
  (code: string) => `${code.slice(0, code.length / 2)}-${code.slice(code.length / 2)}`,
  (code: string) => `nối ${code}`,
  (code: string) => `noi ${code.toLowerCase()}`,
  (code: string) => `mã của em là ${code.toLowerCase()} ạ`,
];

it('no code of ours is taken for words of somebody in danger, however it is sent', () => {
  const ids = seededIds('codes');
  const raised: string[] = [];
  for (let n = 0; n < CODES; n++) {
    for (const length of [LINK_CODE_LENGTH, JOIN_CODE_LENGTH]) {
      const code = ids.code(length, JOIN_CODE_ALPHABET);
      for (const way of WAYS) {
        const text = way(code);
        if (Object.values(safety.screen(text)).some(raisesCard)) raised.push(text);
      }
    }
  }
  expect(raised).toEqual([]);
});

it('a code beside a call for help takes nothing away from it', () => {
  expect(safety.screen('R4APCQ cứu em với, chồng đang đánh em').free).toBe('imminent');
  // VNI keeps its digits inside of words; those are read as before.
  expect(safety.screen('cho62ng d9ang d9a1nh em, cu71u em').free).toBe('imminent');
});
