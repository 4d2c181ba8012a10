import { addDays, localTime } from '../../domain/calendar.ts';
import { existsWithin, sumRange } from '../../domain/range-ledger.ts';
import type { Session } from '../../domain/records/session.ts';
import { allRecords } from '../change-record.ts';
import { type LedgerRange, type RangeLedgerDeps, rangeLedger } from '../ledger/range-ledger.ts';

/** A number with what it was worked out from. */
export interface Actual {
  numerator: number;
  /** Null for a plain count. */
  denominator: number | null;
  /** Codes of reports, of teams, or ids of entries. */
  evidence: string[];
}

/** Rows of the plan that the teams' own reports feed; nobody enters them by hand. */
export const FED_CODES = ['D8-1.1.03', 'D8-1.2.02a', 'D8-1.2.02c', 'D8-1.2.02d', 'D8-1.2.02e'] as const;

/** Fed too, while what was printed is entered by hand: leaflets handed out. */
export const LEAFLETS_CODE = 'D8-1.2.03';

/** Forms of a session that make it count for a row. */
const FORM_OF = {
  'D8-1.2.02c': 'doi_thoai',
  'D8-1.2.02d': 'ngay_hoi',
  'D8-1.2.02e': 'anh_ke_chuyen',
} as const;

/** Works the fed rows out from the reports of a range; nothing is counted up and kept. */
export async function fedRows(range: LedgerRange, deps: RangeLedgerDeps): Promise<Map<string, Actual>> {
  const lines = await rangeLedger(range, deps);
  const sums = sumRange(lines);
  const sessions = await countedSessions(new Set(lines.map(({ team }) => team.id)), range, deps);
  const rows = new Map<string, Actual>();
  const digital = await digitalTeams(range, sessions, deps);
  const existing = lines.filter(({ team }) => existsWithin(team, range.from, range.to));
  const active = existing.filter(({ team }) => digital.has(team.id)).map(({ team }) => team.id);
  rows.set('D8-1.1.03', { numerator: active.length, denominator: existing.length, evidence: active });
  rows.set('D8-1.2.02a', {
    numerator: sums.held,
    denominator: sums.expected,
    evidence: sessions.filter(({ gathering }) => gathering).map(({ code }) => code),
  });
  for (const [code, form] of Object.entries(FORM_OF)) {
    const held = sessions.filter(({ report }) => report.forms.includes(form));
    rows.set(code, { numerator: held.length, denominator: null, evidence: held.map((one) => one.code) });
  }
  const handedOut = sessions.filter(({ report }) => (report.leaflets ?? 0) > 0);
  rows.set(LEAFLETS_CODE, {
    numerator: sums.leaflets ?? 0,
    denominator: null,
    evidence: handedOut.map(({ code }) => code),
  });
  return rows;
}

async function countedSessions(
  teamIds: ReadonlySet<string>,
  { from, to }: LedgerRange,
  { stores }: RangeLedgerDeps,
): Promise<Session[]> {
  const sessions: Session[] = [];
  for await (const { value } of allRecords(stores.sessions, { index: 'byDate', from, to: addDays(to, 1) })) {
    if (value.status !== 'withdrawn' && teamIds.has(value.teamId)) sessions.push(value);
  }
  return sessions;
}

/** A team works on digital platforms when it reported or confirmed through the bot in the range, or met people there. */
async function digitalTeams(
  { from, to }: LedgerRange,
  sessions: readonly Session[],
  { stores, timeZone }: RangeLedgerDeps,
): Promise<Set<string>> {
  const within = (ms: number) => {
    const { date } = localTime(ms, timeZone);
    return date >= from && date <= to;
  };
  const teams = new Set<string>();
  for (const { teamId, submittedAtMs, report } of sessions) {
    if (within(submittedAtMs) || report.forms.includes('so')) teams.add(teamId);
  }
  for await (const { value } of allRecords(stores.confirmations, { index: 'byPeriod' })) {
    if (within(value.atMs)) teams.add(value.teamId);
  }
  return teams;
}
