import type { FactValues } from '../../domain/fact.ts';
import { normaliseJoinCode } from '../../domain/records/join-code.ts';
import { allRecords } from '../change-record.ts';
import { seatIn } from '../links/seats.ts';
import { codeLock } from './code-lock.ts';
import type { FactContext, FactDeps, LoadFact } from './fact-context.ts';

/** Looks a join code up, unless too many wrong ones were tried. */
export const loadJoinCode: LoadFact<'join-code'> = async (request, context, deps) => {
  const lockedUntilMs = await codeLock(context.conversationId, deps);
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

/** The role that the person has in this team already, in whichever of their chats it came about. */
async function roleIn(teamId: string, { personId }: FactContext, deps: FactDeps): Promise<OkFact['already']> {
  return personId === null ? null : ((await seatIn(teamId, personId, deps.stores))?.role ?? null);
}
