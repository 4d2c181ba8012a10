import { localTime } from '../../domain/calendar.ts';
import type { TeamRole } from '../../domain/effect.ts';
import type { MyDataFact } from '../../domain/fact.ts';
import { allRecords } from '../change-record.ts';
import type { FactDeps, LoadFact } from './fact-context.ts';

/** More codes than anybody reads in a chat. */
const MAX_CODES = 20;

const ROLES: Readonly<Record<TeamRole, string>> = {
  leader: 'tổ trưởng',
  reporter: 'báo cáo viên',
  member: 'thành viên',
};

/** What is kept of the person who asks, in words and numbers that they can check. */
export const loadMyData: LoadFact<'my-data'> = async (_request, context, deps) => {
  const { conversationId, personId } = context;
  const nothing = {
    consentedOn: null,
    shownName: null,
    seats: [],
    reportCount: 0,
    reportCodes: [],
    photoCount: 0,
    answerCount: 0,
  };
  if (personId === null) return nothing;
  const identity = (await deps.stores.identities.get(conversationId))?.value;
  return {
    consentedOn: identity ? localTime(identity.sinceMs, deps.timeZone).date : null,
    shownName: identity?.displayName ?? null,
    seats: await seatsOf(personId, deps),
    ...(await reportsOf(personId, deps)),
    answerCount: await deps.stores.confirmations.count({ index: 'byPerson', equals: [personId] }),
  };
};

async function seatsOf(personId: string, { stores }: FactDeps): Promise<string[]> {
  const seats: string[] = [];
  for await (const { value } of allRecords(stores.memberships, { index: 'byPerson', equals: [personId] })) {
    const team = (await stores.teams.get(value.teamId))?.value;
    if (value.endedAtMs === null) seats.push(`${ROLES[value.role]} ${team?.name ?? value.teamId}`);
  }
  return seats;
}

async function reportsOf(
  personId: string,
  { stores }: FactDeps,
): Promise<Pick<MyDataFact, 'reportCount' | 'reportCodes' | 'photoCount'>> {
  const codes: string[] = [];
  let photoCount = 0;
  for await (const { value } of allRecords(stores.sessions, { index: 'byReporter', equals: [personId] })) {
    codes.push(value.code);
    photoCount += await stores.draftMedia.count({ index: 'byDraft', equals: [value.draftId] });
  }
  return { reportCount: codes.length, reportCodes: codes.slice(-MAX_CODES).reverse(), photoCount };
}
