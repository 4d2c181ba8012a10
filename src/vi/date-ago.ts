import { type Analysis, matchAt } from './analysis.ts';
import { addDays } from './calendar.ts';
import { asked, type DateMention } from './date-mention.ts';
import { LAST_MONTH } from './date-parts.ts';
import { numeralAt } from './numerals.ts';
import type { Match } from './phrase-index.ts';
import type { LocalNow } from './vi.ts';

/** "cách đây 40 ngày" is still a day; a larger number is hardly counted by anyone. */
const MOST_DAYS_AGO = 60;

/** cách đây 3 ngày, 3 bữa trước, 2 tuần trước */
export function agoAt(a: Analysis, from: number, now: LocalNow): DateMention | null {
  const head = matchAt(a, from, 'date.ago_head');
  const rough = head ? matchAt(a, head.to, 'count.rough') : matchAt(a, from, 'count.rough');
  const at = rough ? rough.to : head ? head.to : from;
  const count = numeralAt(a, at);
  if (!count) return null;
  const unit = matchAt(a, count.to, 'date.day_unit') ?? matchAt(a, count.to, 'date.long_unit');
  if (!unit) return null;
  // "3 ngày nay" lasts until now and names no day.
  if (!head && unit.tag === 'date.day_unit' && matchAt(a, unit.to, 'date.until_now', a.bare ? 1 : 2))
    return asked('vague', null, { from, to: unit.to + 1, rule: 'date-duration' });
  const tail = matchAt(a, unit.to, 'date.ago');
  // "3 ngày tới", "2 tháng qua" name no day.
  const mayLast = from === 0 && !head && !tail && count.value <= LAST_MONTH;
  const lasting = mayLast ? spanAfter(a, unit.to) : null;
  if (lasting) return asked('vague', null, { from, to: lasting.to, rule: 'date-duration' });
  if (!head && !tail) return null;
  // "31 tháng trước" is the last day of the month before: nobody counts so many months.
  if (!head && unit.tag === 'date.long_unit' && count.value > LAST_MONTH) return null;
  const to = tail ? tail.to : unit.to;
  const span = { from, to, rule: 'date-ago' };
  if (unit.tag === 'date.long_unit') {
    const isWeeks =
      a.tokens[unit.from]?.spelling.key === 'tuân2' || a.tokens[unit.from]?.spelling.fold === 'tuan';
    return isWeeks ? { kind: 'week', week: -count.value, ...span } : asked('vague', null, span);
  }
  if (count.value > MOST_DAYS_AGO) return asked('far-back', null, span);
  const date = addDays(now.date, -count.value);
  return count.rough || rough ? asked('vague', date, span) : { kind: 'exact', date, ...span };
}

function spanAfter(a: Analysis, at: number): Match | null {
  return matchAt(a, at, 'date.recent', 2) ?? matchAt(a, at, 'date.ahead', 2);
}
