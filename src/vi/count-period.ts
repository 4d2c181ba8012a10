import { type Analysis, matchAt } from './analysis.ts';
import type { CountMention } from './count-mention.ts';
import { isPeople } from './count-parts.ts';
import type { Match } from './phrase-index.ts';

/**
 * "cả quý 180 lượt, buổi hôm qua 47 người": those of a whole period are not those of the session told beside it, whichever is
 * told first. `taken` marks the tokens of days. Linear for the few periods a text names.
 */
export function dropPeriod(a: Analysis, mentions: CountMention[], taken: readonly boolean[]): CountMention[] {
  const least = a.halfBare ? 1 : 2;
  const periods = (a.byTag.get('count.period') ?? []).filter(({ quality }) => quality >= least);
  for (const period of periods.slice(0, MOST_PERIODS)) {
    const all = sumOf(a, period, mentions, taken);
    if (!all) continue;
    const own = mentions.some((other) => other !== all && isSession(a, all, other, period, taken));
    if (own)
      return mentions.map((mention) =>
        mention === all ? { ...mention, role: 'other', rule: 'of-a-period' } : mention,
      );
  }
  return mentions;
}

const MOST_PERIODS = 8;
const MOST_WORDS = 8;

/** The people counted close behind the name of a period, with no session and no day between. */
function sumOf(
  a: Analysis,
  { to }: Match,
  mentions: readonly CountMention[],
  taken: readonly boolean[],
): CountMention | null {
  const sum = mentions.find((mention) => mention.numberFrom >= to && isPeople(mention));
  if (!sum || sum.from - to > MOST_WORDS) return null;
  return namesSession(a, to, sum.numberFrom, taken) ? null : sum;
}

/** Fewer people of a session: told before the period, or behind it and a word for the session. */
function isSession(
  a: Analysis,
  sum: CountMention,
  other: CountMention,
  period: Match,
  taken: readonly boolean[],
): boolean {
  if (!isPeople(other) || other.unclear || other.value >= sum.value) return false;
  if (other.to <= period.from) return true;
  return other.from >= sum.to && namesSession(a, sum.to, other.numberFrom, taken);
}

function namesSession(a: Analysis, from: number, to: number, taken: readonly boolean[]): boolean {
  for (let at = from; at < to; at++) if (taken[at] || matchAt(a, at, 'count.this_session', 2)) return true;
  return (
    a.bare && (a.byTag.get('count.this_session') ?? []).some((match) => match.from >= from && match.to <= to)
  );
}
