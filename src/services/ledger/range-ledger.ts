import { addDays, type IsoDate, localTime } from '../../domain/calendar.ts';
import { sessionsOwed } from '../../domain/plan.ts';
import { existsWithin, type RangeEntry, rangeEntry, wholePeriods } from '../../domain/range-ledger.ts';
import type { Confirmation } from '../../domain/records/confirmation.ts';
import type { Session } from '../../domain/records/session.ts';
import type { Team } from '../../domain/records/team.ts';
import { allRecords } from '../change-record.ts';
import type { OfficerDeps } from '../officer-deps.ts';

export type RangeLedgerDeps = Pick<
  OfficerDeps,
  'stores' | 'clock' | 'timeZone' | 'periodKind' | 'ledgerRules' | 'plan'
>;

export interface LedgerLine extends RangeEntry {
  team: Team;
}

export interface LedgerRange {
  /** First and last day. */
  from: IsoDate;
  to: IsoDate;
  /** Only teams of these communes; null for all. */
  communeIds: readonly string[] | null;
}

/** A line a team over any range of days, in the order of their codes, worked out from the rows each time. */
export async function rangeLedger(range: LedgerRange, deps: RangeLedgerDeps): Promise<LedgerLine[]> {
  const { from, to, communeIds } = range;
  const { stores, timeZone, periodKind } = deps;
  const [sessions, confirmations] = await Promise.all([
    byTeam<Session>(allRecords(stores.sessions, { index: 'byDate', from, to: addDays(to, 1) })),
    answersOf(wholePeriods(from, to, periodKind), deps),
  ]);
  const lines: LedgerLine[] = [];
  const today = localTime(deps.clock.businessNow(), timeZone).date;
  for await (const { value: team } of allRecords(stores.teams, { index: 'id' })) {
    if (communeIds && !communeIds.includes(team.communeId)) continue;
    const own = sessions.get(team.id) ?? [];
    if (!existsWithin(team, from, to) && own.length === 0) continue;
    const entry = rangeEntry({
      team,
      from,
      to,
      periodKind,
      sessions: own,
      confirmations: confirmations.get(team.id) ?? [],
      owed: (lastDay) => (periodKind === 'quarter' ? sessionsOwed(deps.plan, lastDay) : 1),
      today,
      dateOf: (ms) => localTime(ms, timeZone).date,
      rules: deps.ledgerRules,
    });
    lines.push({ ...entry, team });
  }
  return lines;
}

async function answersOf(periods: readonly string[], { stores }: RangeLedgerDeps) {
  async function* all() {
    for (const period of periods)
      yield* allRecords(stores.confirmations, { index: 'byPeriod', equals: [period] });
  }
  return byTeam<Confirmation>(all());
}

async function byTeam<T extends { teamId: string }>(
  records: AsyncIterable<{ value: T }>,
): Promise<Map<string, T[]>> {
  const groups = new Map<string, T[]>();
  for await (const { value } of records) {
    const group = groups.get(value.teamId);
    if (group) group.push(value);
    else groups.set(value.teamId, [value]);
  }
  return groups;
}
