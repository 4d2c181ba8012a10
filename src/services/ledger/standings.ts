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
  const states = new Map(rows.map(({ teamId, state }) => [teamId, state]));
  const { expected, held, onTime } = sumRange(lines);
  return {
    sums: { expected, held, onTime },
    teams: lines.map(({ team, ...line }) => ({
      ...{ teamId: team.id, teamName: team.name, communeId: team.communeId },
      state: line.expected === 0 ? null : (states.get(team.id) ?? null),
      isMissing: line.held < line.expected,
      ...{ gatherings: line.gatherings, total: line.total },
    })),
  };
}
