import type { Analysis } from './analysis.ts';
import type { Asked } from './asked.ts';

/** "hết tờ rơi rồi nên không phát": what was asked for is denied. Where the two words stand, or null. */
export function deniedDeed(a: Analysis, asked: Asked): number | null {
  if (asked.deed === null) return null;
  const at = a.tokens.findIndex(
    ({ spelling }, n) => DENIALS.has(spelling.key) && a.tokens[n + 1]?.spelling.key === asked.deed && n > 0,
  );
  return at < 0 ? null : at;
}

const DENIALS = new Set(['không', 'chưa', 'hông']);
