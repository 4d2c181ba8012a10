import type { IsoDate } from '../../domain/calendar.ts';
import type { LedgerState } from '../../domain/ledger.ts';
import { type RangeTotals, sumRange } from '../../domain/range-ledger.ts';
import { quarterLedger } from '../quarter-ledger.ts';
import { type RangeLedgerDeps, rangeLedger } from './range-ledger.ts';
import { rangeOf } from './range-of.ts';

/** Where one team stands in a period. */
export interface Standing {
  teamId: string;
  teamName: string;
  communeId: string;
  /** Null for a team that was there in a part of the period only. */
  state: LedgerState | null;
  /** It owes a session and has not held it. */
  isMissing: boolean;
  /** Why it has not held one, and the day on which it means to, as somebody of the team has said. */
  reason: string | null;
  plannedDate: IsoDate | null;
  gatherings: number;
  /** People in all its sessions. */
  total: number;
}

/**
 * Who has held their session in a period and who has not, by the same rules as the exports.
 *
 * @throws {Refused} `range-invalid`, `unit-unknown` or `unit-ambiguous`.
 */
export async function standings(
  asked: { period: string; unit?: string | undefined },
  deps: RangeLedgerDeps,
): Promise<{ sums: Pick<RangeTotals, 'expected' | 'held' | 'onTime'>; teams: Standing[] }> {
  const range = await rangeOf(asked, null, deps.stores);
  const lines = await rangeLedger(range, deps);
  const filter = range.communeIds ? { communeIds: range.communeIds } : {};
  const rows = await quarterLedger(asked.period, filter, { ...deps, rules: deps.ledgerRules });
  const cells = new Map(rows.map((row) => [row.teamId, row]));
  const { expected, held, onTime } = sumRange(lines);
  return {
    sums: { expected, held, onTime },
    teams: lines.map(({ team, ...line }) => ({
      ...{ teamId: team.id, teamName: team.name, communeId: team.communeId },
      state: line.expected === 0 ? null : (cells.get(team.id)?.state ?? null),
      reason: cells.get(team.id)?.reason ?? null,
      plannedDate: cells.get(team.id)?.plannedDate ?? null,
      isMissing: line.held < line.expected,
      ...{ gatherings: line.gatherings, total: line.total },
    })),
  };
}
