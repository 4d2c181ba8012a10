import { addDays, daysOfPeriod, type IsoDate, type Period } from './calendar.ts';
import type { Confirmation } from './records/confirmation.ts';
import type { Session } from './records/session.ts';

/** A team's standing in a period; the first that fits counts. */
export const LEDGER_STATES = ['confirmed', 'not-held', 'reported', 'late', 'due', 'planned'] as const;

export type LedgerState = (typeof LEDGER_STATES)[number];

export interface LedgerRules {
  /** Days after the end of the period in which a confirmation is on time. */
  graceDays: number;
  /** Day of the period's last month from which a team is due. */
  dueFromDay: number;
}

export interface LedgerEntry extends SessionSums {
  teamId: string;
  period: Period;
  state: LedgerState;
  /** Confirmed as held, within the grace days. */
  onTime: boolean;
  confirmedAtMs: number | null;
  /** The answer that stands and whether another member said otherwise. */
  disputed: boolean;
  /** Why the team has not held a session, in its words; null unless that is the answer that stands. */
  reason: string | null;
  /** The day on which it means to hold it; null unless such an answer stands and names one. */
  plannedDate: IsoDate | null;
}

export interface LedgerInput {
  teamId: string;
  period: Period;
  /** Sessions of the team whose date lies in the period, withdrawn ones included. */
  sessions: readonly Session[];
  confirmations: readonly Confirmation[];
  /** Today in the display time zone. */
  today: IsoDate;
  /** Local date of a moment, for judging whether a confirmation was on time. */
  dateOf(ms: number): IsoDate;
  rules: LedgerRules;
}

/**
 * Works out one cell of the ledger from the rows alone, so that it is always true to them.
 * Of several answers the newest stands; withdrawing the last gathering takes a "held" away with it.
 */
export function ledgerEntry(input: LedgerInput): LedgerEntry {
  const counted = input.sessions.filter((session) => session.status !== 'withdrawn');
  const gatherings = counted.filter((session) => session.gathering);
  const answers = [...input.confirmations].sort((a, b) => b.atMs - a.atMs);
  const standing = answers[0] ?? null;
  const held = standing?.answer === 'held' && gatherings.length > 0;
  const notHeld = standing?.answer === 'not-held' ? standing : null;
  const lastOnTimeDay = addDays(daysOfPeriod(input.period).to, input.rules.graceDays);
  return {
    teamId: input.teamId,
    period: input.period,
    state: stateOf(input, held, standing, gatherings.length),
    onTime: held && standing !== null && input.dateOf(standing.atMs) <= lastOnTimeDay,
    confirmedAtMs: held && standing ? standing.atMs : null,
    disputed: answers.some((answer) => answer.answer !== standing?.answer),
    reason: notHeld?.reason ?? null,
    plannedDate: notHeld?.plannedDate ?? null,
    ...sessionSums(counted),
  };
}

/** Sums over sessions, each with the codes behind it. */
export interface SessionSums {
  sessions: number;
  gatherings: number;
  total: number;
  /** Sums over the sessions that said the number; null when none did. */
  female: number | null;
  male: number | null;
  dtts: number | null;
  children: number | null;
  leaflets: number | null;
  /** Codes of the sessions behind every number. */
  sessionCodes: string[];
}

/** Adds up sessions; withdrawn ones must be left out before. */
export function sessionSums(sessions: readonly Session[]): SessionSums {
  return {
    sessions: sessions.length,
    gatherings: sessions.filter(({ gathering }) => gathering).length,
    total: sessions.reduce((sum, session) => sum + session.report.total, 0),
    female: sumOf(sessions, 'female'),
    male: sumOf(sessions, 'male'),
    dtts: sumOf(sessions, 'dtts'),
    children: sumOf(sessions, 'children'),
    leaflets: sumOf(sessions, 'leaflets'),
    sessionCodes: sessions.map((session) => session.code),
  };
}

function stateOf(
  input: LedgerInput,
  held: boolean,
  standing: Confirmation | null,
  gatherings: number,
): LedgerState {
  const { from, to } = daysOfPeriod(input.period);
  if (held) return 'confirmed';
  if (standing?.answer === 'not-held') return 'not-held';
  if (gatherings > 0) return 'reported';
  if (input.today > to) return 'late';
  const dueFrom = `${to.slice(0, 8)}${String(input.rules.dueFromDay).padStart(2, '0')}`;
  return input.today >= dueFrom && input.today >= from ? 'due' : 'planned';
}

type Counted = 'female' | 'male' | 'dtts' | 'children' | 'leaflets';

function sumOf(sessions: readonly Session[], field: Counted): number | null {
  const said = sessions.map((session) => session.report[field]).filter((value) => value !== null);
  return said.length === 0 ? null : said.reduce((sum, value) => sum + value, 0);
}
