import type { Analysis } from './analysis.ts';
import type { Match } from './phrase-index.ts';

/** "ăn tết an toàn", "mua sắm đồ tết": a feast, but no day of it; "mùng 3 tết" is one. */
export function isOnlyFeast(a: Analysis, { from, to }: Match): boolean {
  const before = a.tokens[from - 1];
  return (
    to - from === 1 &&
    a.tokens[from]?.spelling.fold === 'tet' &&
    before?.kind === 'word' &&
    !dayBefore(a, from)
  );
}

function dayBefore(a: Analysis, at: number): boolean {
  return a.tokens
    .slice(Math.max(0, at - 2), at)
    .some(({ kind, spelling }) => kind === 'number' || DAY_OF_FEAST.has(spelling.fold));
}

const DAY_OF_FEAST: ReadonlySet<string> = new Set(['mung', 'mong', 'ngay', 'hom', 'bua']);
