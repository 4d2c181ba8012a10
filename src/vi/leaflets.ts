import { type Analysis, findSure, matchBefore } from './analysis.ts';
import { heard } from './asked-back.ts';
import { isForEach } from './count-aside.ts';
import type { CountMention } from './count-mention.ts';

/** Leaflets handed out, those left over taken away; "mỗi người một tờ" are as many as people. */
export function pickLeaflets(
  a: Analysis,
  mentions: readonly CountMention[],
  total: number | null,
): { value: number | null; mention: CountMention | null } {
  const handed = mentions.filter(
    (mention) =>
      mention.role === 'leaflet' && !mention.unclear && !isLeftOver(a, mention) && !isOfKind(a, mention),
  );
  const each = findSure(a, 'count.each');
  if (each) return { value: total, mention: null };
  const together = handed.filter(
    (mention) => !isForEach(a, mention, 'head') && !isForEach(a, mention, 'house'),
  );
  if (together[0])
    return { value: together.reduce((sum, mention) => sum + mention.value, 0), mention: together[0] };
  const first = handed[0];
  // How many households were given some is not asked.
  const times = first && isForEach(a, first, 'house') ? null : total;
  if (first) return { value: times === null ? null : times * first.value, mention: first };
  return { value: findSure(a, 'count.no_leaflets') ? 0 : null, mention: null };
}

/** "còn 38 tờ", "150 tờ in": not handed out, or not all. */
function isLeftOver(a: Analysis, mention: CountMention): boolean {
  return (
    heard(a, mention.to) === PRINTED ||
    matchBefore(a, mention.from, 'count.leftover') !== null ||
    matchBefore(a, mention.numberFrom, 'count.leftover') !== null
  );
}

const PRINTED = 'in';

/** "3 loại, mỗi loại 20 tờ": not all that were handed out. */
function isOfKind(a: Analysis, { numberFrom }: CountMention): boolean {
  return matchBefore(a, numberFrom, 'count.each_kind', a.halfBare ? 1 : 2) !== null;
}
