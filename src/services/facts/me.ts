import { localTime } from '../../domain/calendar.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { mayReport } from '../../domain/effect.ts';
import type { MeFact, MembershipFact, WaitingSeatFact } from '../../domain/fact.ts';
import { partsOfConversationId } from '../../domain/ids.ts';
import type { Membership } from '../../domain/records/person.ts';
import { peopleOf } from '../links/linked-people.ts';
import { seatsOf } from '../links/seats.ts';
import { openRequestsOf } from '../seats/open-requests.ts';
import type { FactDeps } from './fact-context.ts';

/** Who is writing: always loaded before the engine runs. */
export async function loadMe(
  conversationId: string,
  conversation: Conversation,
  deps: FactDeps,
): Promise<MeFact> {
  const { personId, consent, optedOut, language } = conversation;
  const people = personId ? await peopleOf(personId, deps.stores) : [];
  return {
    channel: partsOfConversationId(conversationId).channel,
    linked: people.length > 1,
    consented: consent !== null,
    consentVersion: consent?.textVersion ?? null,
    name: await nameOf(people, deps),
    optedOut,
    language,
    ...(personId
      ? await ofPerson(personId, people, deps)
      : { memberships: [], waitingSeat: null, returnedCode: null }),
  };
}

/** The name given in this chat, else the one given in the linked one. */
async function nameOf(people: readonly string[], { stores }: FactDeps): Promise<string | null> {
  for (const id of people) {
    const name = (await stores.people.get(id))?.value.name;
    if (name) return name;
  }
  return null;
}

async function ofPerson(personId: string, people: readonly string[], deps: FactDeps) {
  const memberships: MembershipFact[] = [];
  for (const seat of await seatsOf(personId, deps.stores)) {
    const fact = await membershipFact(seat, deps);
    if (fact) memberships.push(fact);
  }
  if (memberships.some(({ role }) => mayReport(role)))
    return { memberships, waitingSeat: null, returnedCode: await returnedCodeOf(people, deps) };
  return { memberships, waitingSeat: await waitingSeatOf(people, deps), returnedCode: null };
}

/** The newest one: who asked again was told so last. */
async function waitingSeatOf(people: readonly string[], deps: FactDeps): Promise<WaitingSeatFact | null> {
  const newest = (await openRequestsOf(people, deps.stores)).at(-1)?.value;
  if (!newest) return null;
  const { teamId, role, atMs } = newest;
  const teamName = (await deps.stores.teams.get(teamId))?.value.name ?? teamId;
  return { teamId, teamName, role, sinceOn: localTime(atMs, deps.timeZone).date };
}

async function returnedCodeOf(people: readonly string[], { stores }: FactDeps): Promise<string | null> {
  for (const id of people) {
    const query = { index: 'byReporterStatus', equals: [id, 'returned'], limit: 1 };
    const returned = (await stores.sessions.find(query)).items[0];
    if (returned) return returned.value.code;
  }
  return null;
}

async function membershipFact(membership: Membership, deps: FactDeps): Promise<MembershipFact | null> {
  const team = (await deps.stores.teams.get(membership.teamId))?.value;
  if (!team || team.withdrawnOn !== null) return null;
  const units = await Promise.all(
    [team.communeId, ...team.villageIds].map((id) => deps.stores.units.get(id)),
  );
  const [communeName = '', ...villageNames] = units.map((unit) => unit?.value.name ?? '');
  return {
    teamId: team.id,
    teamCode: team.id,
    teamName: team.name,
    communeName,
    villageNames: villageNames.filter((name) => name !== ''),
    role: membership.role,
    foundedOn: team.foundedOn,
  };
}
