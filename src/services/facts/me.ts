import type { Conversation } from '../../domain/conversation.ts';
import { mayReport } from '../../domain/effect.ts';
import type { MeFact, MembershipFact } from '../../domain/fact.ts';
import type { Membership } from '../../domain/records/person.ts';
import { allRecords } from '../change-record.ts';
import type { FactDeps } from './fact-context.ts';

/** Who is writing: always loaded before the engine runs. */
export async function loadMe(conversation: Conversation, deps: FactDeps): Promise<MeFact> {
  const { personId, consent, optedOut, language } = conversation;
  const person = personId ? (await deps.stores.people.get(personId))?.value : null;
  return {
    consented: consent !== null,
    consentVersion: consent?.textVersion ?? null,
    name: person?.name ?? null,
    optedOut,
    language,
    ...(personId ? await ofPerson(personId, deps) : { memberships: [], returnedCode: null }),
  };
}

async function ofPerson(personId: string, deps: FactDeps) {
  const memberships = await membershipsOf(personId, deps);
  if (!memberships.some(({ role }) => mayReport(role))) return { memberships, returnedCode: null };
  const query = { index: 'byReporterStatus', equals: [personId, 'returned'], limit: 1 };
  const returned = (await deps.stores.sessions.find(query)).items[0]?.value;
  return { memberships, returnedCode: returned?.code ?? null };
}

async function membershipsOf(personId: string, deps: FactDeps): Promise<MembershipFact[]> {
  const facts: MembershipFact[] = [];
  const query = { index: 'byPerson', equals: [personId] };
  for await (const { value } of allRecords(deps.stores.memberships, query)) {
    const fact = value.endedAtMs === null ? await membershipFact(value, deps) : null;
    if (fact) facts.push(fact);
  }
  return facts;
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
