import type { Analysis } from './analysis.ts';
import type { Asked } from './asked.ts';
import { heard } from './asked-back.ts';

/** "hết tờ rơi rồi nên không phát": what was asked for is denied. Where the two words stand, or null. */
export function deniedDeed(a: Analysis, asked: Asked): number | null {
  if (asked.deed === null) return null;
  const deed = a.bare ? asked.deed.fold : asked.deed.key;
  for (let at = 1; at < a.tokens.length - 1; at++)
    if (DENIALS.has(heard(a, at)) && heard(a, at + 1) === deed && !IN_PART.has(heard(a, at + 2))) return at;
  return null;
}

const DENIALS = new Set(['không', 'chưa', 'hông', 'khong', 'chua', 'hong']);
/** "có mà không phát hết", "không phát cho trẻ em": some of it was done. */
const IN_PART = new Set(['hêt1', 'đu3', 'kip5', 'xuê3', 'cho', 'trong', 'het', 'du', 'kip', 'xue']);
