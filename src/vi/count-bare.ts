import { type Analysis, findSure, matchAt, matchBefore } from './analysis.ts';
import { heard } from './asked-back.ts';
import type { CountMention } from './count-mention.ts';
import { numeralAt } from './numerals.ts';

/** Words that join two counts. */
export const WITH: ReadonlySet<string> = new Set([
  'vơi1',
  'va2',
  'cung2',
  'công5',
  'voi',
  'va',
  'cung',
  'cong',
]);

/** "47 có mặt", "dự 47": those who were there. */
export function isAttendance(a: Analysis, mention: CountMention): boolean {
  return (
    matchAt(a, mention.to, 'count.attended') !== null ||
    CAME.has(heard(a, mention.to - 1)) ||
    cameBefore(a, mention)
  );
}

/** "32 bà con dự" */
const CAME: ReadonlySet<string> = new Set(['dư5', 'nghe', 'coi', 'xem', 'du']);

function cameBefore(a: Analysis, mention: CountMention): boolean {
  return matchBefore(a, mention.from, 'count.attended') !== null;
}

/** A number with nothing beside it is everybody when it stands as people write totals. */
export function bareTotal(a: Analysis, mentions: readonly CountMention[]): CountMention | null {
  // "11 nhà, không đếm người"
  if (findSure(a, 'count.not_counted')) return null;
  const bare = mentions.filter(
    (mention) => mention.role === 'bare' && !mention.unclear && standsAsTotal(a, mention),
  );
  return bare.length > 0 ? (bare.find((mention) => isAttendance(a, mention)) ?? bare[0] ?? null) : null;
}

function standsAsTotal(a: Analysis, mention: CountMention): boolean {
  const next = a.tokens[mention.to];
  if (!next || next.kind === 'mark' || next.kind === 'break') return next?.raw !== '/';
  // "hai mươi hai với ba đứa nhỏ"
  if (WITH.has(next.spelling.key) && numeralAt(a, mention.to + 1)) return true;
  // "có mặt 50 thì Raglai 42"
  if (next.spelling.key === 'thi2' && cameBefore(a, mention)) return true;
  return STANDS_BEFORE.some((tag) => matchAt(a, mention.to, tag) !== null);
}

/** "dự 52 vắng 18" */
const STANDS_BEFORE = ['count.filler', 'count.label', 'count.away'];
