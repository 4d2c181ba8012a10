import {
  addDays,
  daysOfPeriod,
  type IsoDate,
  nextPeriod,
  type Period,
  type PeriodKind,
  periodOf,
} from './calendar.ts';
import { type LedgerInput, ledgerEntry, type SessionSums, sessionSums } from './ledger.ts';
import type { Confirmation } from './records/confirmation.ts';
import type { Session } from './records/session.ts';
import type { Team } from './records/team.ts';

/** What a team owed and did in a range of days. */
export interface RangeEntry extends SessionSums {
  teamId: string;
  /** Whole periods inside the range at whose end the team existed: each owes its session. */
  expected: number;
  /** Of these, how many had the gatherings that the plan asks for. */
  held: number;
  /** Of these, how many were confirmed within the days of grace. */
  onTime: number;
}

export interface RangeInput extends Pick<LedgerInput, 'today' | 'dateOf' | 'rules'> {
  team: Pick<Team, 'id' | 'foundedOn' | 'withdrawnOn'>;
  /** First and last day. */
  from: IsoDate;
  to: IsoDate;
  periodKind: PeriodKind;
  /** Sessions of the team in the range, withdrawn ones included. */
  sessions: readonly Session[];
  /** Answers of the team, at least those about periods inside the range. */
  confirmations: readonly Confirmation[];
  /** Gatherings that the plan asks for in a period that ends on that day. */
  owed(lastDay: IsoDate): number;
}

/** Works out one team's line from the rows alone. Sums are over all days of the range, also those of a broken period. */
export function rangeEntry(input: RangeInput): RangeEntry {
  const { team, from, to } = input;
  const counted = input.sessions.filter(
    ({ status, date }) => status !== 'withdrawn' && date >= from && date <= to,
  );
  let expected = 0;
  let held = 0;
  let onTime = 0;
  for (const period of wholePeriods(from, to, input.periodKind)) {
    const days = daysOfPeriod(period);
    if (!existsOn(team, days.to)) continue;
    expected += 1;
    const sessions = counted.filter(({ date }) => date >= days.from && date <= days.to);
    if (sessions.filter(({ gathering }) => gathering).length < input.owed(days.to)) continue;
    held += 1;
    const confirmations = input.confirmations.filter((answer) => answer.period === period);
    const { today, dateOf, rules } = input;
    if (ledgerEntry({ teamId: team.id, period, sessions, confirmations, today, dateOf, rules }).onTime)
      onTime += 1;
  }
  return { teamId: team.id, expected, held, onTime, ...sessionSums(counted) };
}

/** Periods whose first and last day lie inside the range, oldest first. */
export function wholePeriods(from: IsoDate, to: IsoDate, kind: PeriodKind): Period[] {
  const periods: Period[] = [];
  let period = periodOf(from, kind);
  if (daysOfPeriod(period).from < from) period = nextPeriod(period);
  while (daysOfPeriod(period).to <= to) {
    periods.push(period);
    period = nextPeriod(period);
  }
  return periods;
}

/** A team without a known founding day has always been there. */
export function existsOn(team: Pick<Team, 'foundedOn' | 'withdrawnOn'>, day: IsoDate): boolean {
  return (team.foundedOn ?? '') <= day && (team.withdrawnOn === null || team.withdrawnOn > day);
}

/** Whether the team existed on any day of the range. */
export function existsWithin(
  team: Pick<Team, 'foundedOn' | 'withdrawnOn'>,
  from: IsoDate,
  to: IsoDate,
): boolean {
  return (team.foundedOn ?? '') <= to && (team.withdrawnOn === null || addDays(team.withdrawnOn, -1) >= from);
}

const NUMBERS = ['female', 'male', 'dtts', 'children', 'leaflets'] as const;

export type RangeTotals = Omit<RangeEntry, 'teamId'> & { teams: number };

/** Adds lines up. A number that no line knows stays unknown. */
export function sumRange(entries: readonly RangeEntry[]): RangeTotals {
  const add = (pick: (entry: RangeEntry) => number) => entries.reduce((sum, entry) => sum + pick(entry), 0);
  const known = Object.fromEntries(
    NUMBERS.map((name) => {
      const said = entries.map((entry) => entry[name]).filter((value) => value !== null);
      return [name, said.length === 0 ? null : said.reduce((sum, value) => sum + value, 0)];
    }),
  ) as Record<(typeof NUMBERS)[number], number | null>;
  return {
    teams: entries.length,
    expected: add(({ expected }) => expected),
    held: add(({ held }) => held),
    onTime: add(({ onTime }) => onTime),
    sessions: add(({ sessions }) => sessions),
    gatherings: add(({ gatherings }) => gatherings),
    total: add(({ total }) => total),
    ...known,
    sessionCodes: entries.flatMap(({ sessionCodes }) => sessionCodes),
  };
}
