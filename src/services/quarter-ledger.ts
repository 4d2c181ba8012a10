import { addDays, daysOfPeriod, localTime, type Period } from '../domain/calendar.ts';
import { type LedgerEntry, type LedgerRules, ledgerEntry } from '../domain/ledger.ts';
import type { Confirmation } from '../domain/records/confirmation.ts';
import type { Session } from '../domain/records/session.ts';
import type { Team } from '../domain/records/team.ts';
import type { Clock } from '../lib/clock.ts';
import { allRecords } from './change-record.ts';
import type { Stores } from './stores.ts';

export interface LedgerDeps {
  stores: Pick<Stores, 'teams' | 'sessions' | 'confirmations'>;
  clock: Clock;
  timeZone: string;
  rules: LedgerRules;
}

export interface LedgerRow extends LedgerEntry {
  teamName: string;
  communeId: string;
}

/** Teams × one period, in the order of their codes, worked out from the rows each time. */
export async function quarterLedger(
  period: Period,
  filter: { communeIds?: readonly string[] },
  deps: LedgerDeps,
): Promise<LedgerRow[]> {
  const { from, to } = daysOfPeriod(period);
  const [sessions, confirmations] = await Promise.all([
    grouped(allRecords(deps.stores.sessions, { index: 'byDate', from, to: addDays(to, 1) })),
    grouped(allRecords(deps.stores.confirmations, { index: 'byPeriod', equals: [period] })),
  ]);
  const rows: LedgerRow[] = [];
  for await (const { value: team } of allRecords(deps.stores.teams, { index: 'id' })) {
    if (filter.communeIds && !filter.communeIds.includes(team.communeId)) continue;
    if (!existedIn(team, from, to)) continue;
    const entry = ledgerEntry({
      teamId: team.id,
      period,
      sessions: sessions.get(team.id) ?? [],
      confirmations: confirmations.get(team.id) ?? [],
      today: localTime(deps.clock.businessNow(), deps.timeZone).date,
      dateOf: (ms) => localTime(ms, deps.timeZone).date,
      rules: deps.rules,
    });
    rows.push({ ...entry, teamName: team.name, communeId: team.communeId });
  }
  return rows;
}

/** A team founded after the period, or withdrawn before it, has no place in it. */
function existedIn(team: Team, from: string, to: string): boolean {
  return (team.foundedOn ?? '') <= to && (team.withdrawnOn === null || team.withdrawnOn > from);
}

async function grouped<T extends Session | Confirmation>(
  records: AsyncGenerator<{ value: T }>,
): Promise<Map<string, T[]>> {
  const groups = new Map<string, T[]>();
  for await (const { value } of records) {
    const group = groups.get(value.teamId);
    if (group) group.push(value);
    else groups.set(value.teamId, [value]);
  }
  return groups;
}
