import { addDays, daysOfPeriod, periodOf } from '../../domain/calendar.ts';
import { FORM_CODES, isGathering } from '../../domain/forms.ts';
import { type Confirmation, confirmationId } from '../../domain/records/confirmation.ts';
import { type Membership, membershipId } from '../../domain/records/person.ts';
import { type Session, sessionIdOf } from '../../domain/records/session.ts';
import { UNSAID } from '../../domain/report.ts';
import { reportCode } from '../../domain/report-code.ts';
import { THEME_CODES } from '../../domain/themes.ts';
import { hashOf } from '../../lib/ids.ts';
import { demoPlan } from './demo.ts';

/** Above the codes that a store gives out from 1 up, so that somebody who tries it on finds only their own under a code. */
const FIRST_NUMBER = 5_001;

const PEOPLE = 700;
const SESSIONS_A_TEAM = 13;
const DAYS = 365;
const HOUR_MS = 3_600_000;

/** A year as it might have been: every number is invented, and the same seed invents the same ones. */
export interface InventedYear {
  memberships: Membership[];
  sessions: Session[];
  confirmations: Confirmation[];
  /** Teams that end within the year: day, and the team that goes on, if any. */
  ended: { teamId: string; on: string; mergedInto: string | null }[];
}

/** Numbers drawn from a seed, each 0 … n-1. */
type Draw = (n: number) => number;

function drawFrom(seed: string): Draw {
  let counter = 0;
  return (n) => Number.parseInt(hashOf(seed, String(counter++)).slice(0, 8), 16) % n;
}

/** About 1,000 sessions and 700 people of the 77 invented teams: late, withdrawn, returned, disputed and missing ones too. */
export function inventYear(year: number, seed = 'loa'): InventedYear {
  const draw = drawFrom(`${seed} ${year}`);
  const teams = demoPlan().teams.map(({ id, communeId }) => ({ id, communeId }));
  const memberships = Array.from({ length: PEOPLE }, (_, n) =>
    membershipOf(n, teams[n % teams.length]?.id ?? ''),
  );
  const sessions = teams.flatMap((team) =>
    Array.from({ length: SESSIONS_A_TEAM }, (_, n) => sessionOf(team, n, year, draw)),
  );
  const numbered = sessions.map((session, n) => ({
    ...session,
    code: reportCode(FIRST_NUMBER + n),
  }));
  const confirmations = teams.flatMap(({ id }) =>
    [1, 2, 3, 4].flatMap((quarter) => answersOf(id, `${year}-Q${quarter}`, draw)),
  );
  const [a, b, c] = teams.slice(-3).map(({ id }) => id) as [string, string, string];
  const ended = [
    { teamId: a, on: `${year}-05-10`, mergedInto: null },
    { teamId: b, on: `${year}-08-20`, mergedInto: c },
  ];
  return { memberships, sessions: numbered, confirmations, ended };
}

function membershipOf(n: number, teamId: string): Membership {
  const role = n < 77 ? 'leader' : n < 231 ? 'reporter' : 'member';
  const name = `Người Mẫu ${n + 1}`;
  return {
    teamId,
    personId: personIdOf(n),
    role,
    memberId: null,
    name,
    sinceMs: 0,
    endedAtMs: null,
    effectId: `invented:${membershipId(teamId, personIdOf(n))}`,
  };
}

const personIdOf = (n: number) => `invented-${n + 1}`;

function sessionOf(
  team: { id: string; communeId: string },
  n: number,
  year: number,
  draw: Draw,
): Omit<Session, 'code'> & { code: string } {
  const date = addDays(`${year}-01-01`, draw(DAYS));
  const total = 3 + draw(120);
  const female = draw(4) === 0 ? null : draw(total + 1);
  const forms = [FORM_CODES[draw(FORM_CODES.length)] ?? 'khac'];
  const themes = [THEME_CODES[draw(THEME_CODES.length)] ?? 'khac'];
  const draftId = `invented:${team.id}:${n}`;
  const submittedAtMs = Date.parse(`${date}T00:00:00Z`) + draw(40 * 24) * HOUR_MS;
  return {
    id: sessionIdOf(draftId),
    code: '',
    teamId: team.id,
    communeId: team.communeId,
    date,
    report: {
      ...UNSAID,
      date,
      forms,
      themes,
      total,
      female,
      male: female === null ? null : total - female,
      dtts: draw(3) === 0 ? null : draw(total + 1),
      children: draw(2) === 0 ? null : draw(10),
      leaflets: draw(2) === 0 ? null : draw(60),
      place: 'Nhà văn hóa Thôn Mẫu',
      // As somebody may type it: no spreadsheet may take it for a formula.
      results: draw(5) === 0 ? '=1+1, bà con hưởng ứng' : 'Bà con hưởng ứng',
    },
    gathering: isGathering(forms),
    draftId,
    photoConsent: null,
    reporterId: personIdOf(draw(231)),
    channel: draw(5) === 0 ? 'messenger' : 'zalo',
    submittedAtMs,
    late: new Date(submittedAtMs).toISOString().slice(0, 10) > daysOfPeriod(periodOf(date, 'quarter')).to,
    status: (['sent', 'sent', 'sent', 'confirmed', 'returned', 'withdrawn'] as const)[draw(6)] ?? 'sent',
    effectId: `invented:${draftId}`,
  };
}

/** Most teams answer once, some late, some twice and differently, some never. */
function answersOf(teamId: string, period: string, draw: Draw): Confirmation[] {
  const { to } = daysOfPeriod(period);
  const count = [0, 1, 1, 1, 1, 2][draw(6)] ?? 1;
  return Array.from({ length: count }, (_, n) => {
    const personId = personIdOf(draw(231));
    return {
      teamId,
      period,
      personId,
      answer: draw(8) === 0 ? 'not-held' : 'held',
      sessionIds: [],
      reason: null,
      plannedDate: null,
      atMs: Date.parse(`${addDays(to, draw(30) - 12)}T03:00:00Z`) + n * HOUR_MS,
      effectId: `invented:${confirmationId(teamId, period, personId)}:${n}`,
    };
  });
}
