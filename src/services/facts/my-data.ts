import { localTime } from '../../domain/calendar.ts';
import type { TeamRole } from '../../domain/effect.ts';
import type { MyDataFact } from '../../domain/fact.ts';
import { allRecords } from '../change-record.ts';
import { peopleOf } from '../links/linked-people.ts';
import { seatsOf } from '../links/seats.ts';
import { openRequestsOf } from '../seats/open-requests.ts';
import type { Stores } from '../stores.ts';
import type { FactDeps, LoadFact } from './fact-context.ts';

/** More codes than anybody reads in a chat. */
const MAX_CODES = 20;

const ROLES: Readonly<Record<TeamRole, string>> = {
  leader: 'tổ trưởng',
  reporter: 'báo cáo viên',
  member: 'thành viên',
};

/** What is kept of the person who asks, in words and numbers that they can check; of both chats when they are linked. */
export const loadMyData: LoadFact<'my-data'> = async (_request, context, deps) => {
  const { conversationId, personId } = context;
  const nothing = {
    consentedOn: null,
    shownName: null,
    seats: [],
    requests: [],
    reportCount: 0,
    reportCodes: [],
    photoCount: 0,
    trailCount: 0,
    answerCount: 0,
  };
  if (personId === null) return nothing;
  const identity = (await deps.stores.identities.get(conversationId))?.value;
  const people = await peopleOf(personId, deps.stores);
  return {
    consentedOn: identity ? localTime(identity.sinceMs, deps.timeZone).date : null,
    shownName: identity?.displayName ?? null,
    seats: await seatNames(personId, deps.stores),
    requests: await requestNames(people, deps.stores),
    ...(await reportsOf(people, deps)),
    answerCount: await answersOf(people, deps),
  };
};

/** "tổ trưởng Tổ Thôn Mẫu 01", one a team. */
export async function seatNames(
  personId: string,
  stores: Pick<Stores, 'personLinks' | 'memberships' | 'teams'>,
): Promise<string[]> {
  const seats = await seatsOf(personId, stores);
  return Promise.all(seats.map(({ teamId, role }) => seatName(role, teamId, stores)));
}

async function requestNames(people: readonly string[], stores: Stores): Promise<string[]> {
  const requests = await openRequestsOf(people, stores);
  return Promise.all(
    requests.map(
      async ({ value: { teamId, role, name } }) => `${name}, ${await seatName(role, teamId, stores)}`,
    ),
  );
}

async function seatName(role: TeamRole, teamId: string, { teams }: Pick<Stores, 'teams'>): Promise<string> {
  return `${ROLES[role]} ${(await teams.get(teamId))?.value.name ?? teamId}`;
}

async function reportsOf(
  people: readonly string[],
  { stores }: FactDeps,
): Promise<Pick<MyDataFact, 'reportCount' | 'reportCodes' | 'photoCount' | 'trailCount'>> {
  const reports: { date: string; code: string }[] = [];
  let photoCount = 0;
  let trailCount = 0;
  for (const person of people) {
    const own = allRecords(stores.sessions, { index: 'byReporter', equals: [person] });
    for await (const { id, value } of own) {
      reports.push(value);
      photoCount += await stores.draftMedia.count({ index: 'byDraft', equals: [value.draftId] });
      if (await stores.reportTrails.get(id)) trailCount++;
    }
  }
  if (people.length > 1) reports.sort((a, b) => (a.date < b.date ? -1 : 1));
  const codes = reports.map(({ code }) => code);
  return {
    reportCount: codes.length,
    reportCodes: codes.slice(-MAX_CODES).reverse(),
    photoCount,
    trailCount,
  };
}

async function answersOf(people: readonly string[], { stores }: FactDeps): Promise<number> {
  let answers = 0;
  for (const person of people)
    answers += await stores.confirmations.count({ index: 'byPerson', equals: [person] });
  return answers;
}
