import type { FactValues } from '../../domain/fact.ts';
import { normaliseJoinCode } from '../../domain/records/join-code.ts';
import { membershipId } from '../../domain/records/person.ts';
import { Hour } from '../../lib/duration.ts';
import { allRecords } from '../change-record.ts';
import type { FactContext, FactDeps, LoadFact } from './fact-context.ts';

/** Wrong tries within an hour after which the conversation is locked (join codes must not be guessable). */
export const MAX_WRONG_CODES = 5;

/** Wrong tries within an hour over all conversations: beyond this nobody may try, and operators hear of it. */
export const MAX_WRONG_CODES_OVERALL = 500;

/** Looks a join code up, unless too many wrong ones were tried. */
export const loadJoinCode: LoadFact<'join-code'> = async (request, context, deps) => {
  const lockedUntilMs = await lockOf(context.conversationId, deps);
  if (lockedUntilMs !== null) return { status: 'locked', untilMs: lockedUntilMs };
  const code = (await deps.stores.joinCodes.get(normaliseJoinCode(request.code)))?.value;
  const team = code && code.revokedAtMs === null ? (await deps.stores.teams.get(code.teamId))?.value : null;
  if (!code || !team || team.withdrawnOn !== null) return { status: 'unknown' };
  return {
    status: 'ok',
    kind: code.kind,
    teamId: team.id,
    teamCode: team.id,
    teamName: team.name,
    communeName: (await deps.stores.units.get(team.communeId))?.value.name ?? '',
    freeSeats: code.kind === 'reporter' ? await freeSeats(team.id, deps) : [],
    already: await roleIn(team.id, context, deps),
  };
};

async function lockOf(conversationId: string, deps: FactDeps): Promise<number | null> {
  const { joinAttempts } = deps.stores;
  const sinceMs = deps.clock.businessNow() - Hour.ms;
  const own = await joinAttempts.find({
    index: 'byConversation',
    equals: [conversationId],
    from: sinceMs,
    limit: MAX_WRONG_CODES,
    descending: true,
  });
  const oldest = own.items[MAX_WRONG_CODES - 1];
  if (oldest) return oldest.value.atMs + Hour.ms;
  const overall = await joinAttempts.count({ index: 'byTime', from: sinceMs });
  return overall >= MAX_WRONG_CODES_OVERALL ? deps.clock.businessNow() + Hour.ms : null;
}

type OkFact = Extract<FactValues['join-code'], { status: 'ok' }>;

async function freeSeats(teamId: string, deps: FactDeps): Promise<OkFact['freeSeats']> {
  const seats: OkFact['freeSeats'] = [];
  for await (const { id, value } of allRecords(deps.stores.members, { index: 'byTeam', equals: [teamId] })) {
    if (value.active && value.claimedBy === null && value.role !== 'member') {
      seats.push({ memberId: id, name: value.name, role: value.role });
    }
  }
  return seats;
}

async function roleIn(teamId: string, context: FactContext, deps: FactDeps): Promise<OkFact['already']> {
  if (context.personId === null) return null;
  const membership = await deps.stores.memberships.get(membershipId(teamId, context.personId));
  return membership && membership.value.endedAtMs === null ? membership.value.role : null;
}
