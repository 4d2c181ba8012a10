import { higherRole, type TeamRole } from '../../domain/effect.ts';
import type { SeatRequest } from '../../domain/records/person.ts';
import type { Member, Team } from '../../domain/records/team.ts';
import { hashOf } from '../../lib/ids.ts';
import { fold } from '../../vi/fold.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { seatPerson } from '../effects/take-seat.ts';
import { notifyPerson } from '../notices/notify-person.ts';
import { notifyDeps, type OfficerDeps } from '../officer-deps.ts';
import { Refused } from '../refused.ts';
import { activeTeamOf } from '../teams/find-team.ts';
import { memberIdOf } from '../teams/put-member.ts';

/** A request as officers see it. */
export interface OpenSeat {
  /** Short name of the request; its id holds ids of the platform and is nobody's business. */
  ref: string;
  id: string;
  request: SeatRequest;
}

const REF_CHARS = 10;

/** Requests in one state, oldest first. */
export async function seatRequests(
  state: SeatRequest['state'],
  { stores }: Pick<OfficerDeps, 'stores'>,
): Promise<OpenSeat[]> {
  const found: OpenSeat[] = [];
  for await (const { id, value } of allRecords(stores.seatRequests, { index: 'byState', equals: [state] }))
    found.push({ ref: hashOf(id).slice(0, REF_CHARS), id, request: value });
  return found;
}

/** @throws {Refused} `seat-request-unknown`. */
export async function seatRequestOf(ref: string, deps: Pick<OfficerDeps, 'stores'>): Promise<OpenSeat> {
  for (const state of ['open', 'approved', 'refused'] as const) {
    const found = (await seatRequests(state, deps)).find((one) => one.ref === ref);
    if (found) return found;
  }
  throw new Refused('seat-request-unknown');
}

const ROLES: Record<TeamRole, string> = {
  leader: 'tổ trưởng',
  reporter: 'báo cáo viên',
  member: 'thành viên',
};

/**
 * Gives the seat: the person gets a row of the roster (the one of their name, else a new one), and hears of it. Done again
 * after an interruption it goes on where it was.
 *
 * @throws {Refused} `seat-request-unknown`, `seat-request-settled`, `seat-taken`, `team-unknown` or `team-withdrawn`.
 */
export async function approveSeat(ref: string, effectId: string, deps: OfficerDeps): Promise<OpenSeat> {
  const { id, request } = await seatRequestOf(ref, deps);
  const team = await activeTeamOf(request.teamId, deps.stores);
  if (request.state === 'refused') throw new Refused('seat-request-settled');
  const { teamId, personId, name } = request;
  const { id: memberId, role } = await claimRow(request, effectId, deps);
  await settle(id, 'approved', deps);
  await seatPerson({ teamId, personId, role, memberId, personName: name, effectId }, deps);
  await tell(id, request, approvedText(role, team), deps);
  return { ref, id, request: { ...request, state: 'approved' } };
}

/** Declines the wish and tells the person why. @throws {Refused} `seat-request-unknown` or `seat-request-settled`. */
export async function refuseSeat(ref: string, reason: string, deps: OfficerDeps): Promise<OpenSeat> {
  const { id, request } = await seatRequestOf(ref, deps);
  if (request.state === 'approved') throw new Refused('seat-request-settled');
  const team = (await deps.stores.teams.get(request.teamId))?.value;
  await settle(id, 'refused', deps);
  const text = `Cán bộ Hội chưa xếp anh/chị vào ${team?.name ?? 'tổ'} được: ${reason}\nCần hỏi thêm, anh/chị gõ "giúp".`;
  await tell(id, request, text, deps);
  return { ref, id, request: { ...request, state: 'refused' } };
}

/**
 * The row of the same name in the roster, or a new one: an officer's yes is what puts somebody on the roster. A leader who
 * came with the code of plain members stays the leader.
 */
async function claimRow(request: SeatRequest, effectId: string, deps: OfficerDeps): Promise<Member> {
  const { teamId, personId, role, name } = request;
  const memberId = memberIdOf(teamId, name);
  await deps.stores.members.insertIfAbsent(memberId, {
    id: memberId,
    teamId,
    name,
    foldedName: fold(name),
    role,
    phone: null,
    claimedBy: null,
    claimedByEffect: null,
    active: true,
    updatedAtMs: deps.clock.businessNow(),
  });
  const row = await changeRecord(deps.stores.members, memberId, (old) =>
    old.claimedBy === null
      ? {
          ...old,
          role: old.active ? higherRole(old.role, role) : role,
          active: true,
          claimedBy: personId,
          claimedByEffect: effectId,
        }
      : null,
  );
  if (row?.value.claimedBy !== personId) throw new Refused('seat-taken');
  return row.value;
}

async function settle(id: string, state: 'approved' | 'refused', { stores }: OfficerDeps): Promise<void> {
  const stored = await changeRecord(stores.seatRequests, id, (old) =>
    old.state === 'open' ? { ...old, state } : null,
  );
  if (stored?.value.state !== state) throw new Refused('seat-request-settled');
}

function approvedText(role: TeamRole, { name }: Team): string {
  const next =
    role === 'member'
      ? 'Có tin của tổ, em sẽ nhắn anh/chị.'
      : 'Sau mỗi buổi, anh/chị chỉ cần nhắn một câu như "hôm qua họp thôn, nói về tảo hôn, 50 người".';
  return `Cán bộ Hội đã duyệt: anh/chị là ${ROLES[role]} của ${name}. ${next}`;
}

async function tell(id: string, { personId }: SeatRequest, text: string, deps: OfficerDeps): Promise<void> {
  const notice = { id: `seat:${id}`, personId, kind: 'seat-request', text, button: null };
  await notifyPerson(notice, notifyDeps(deps));
}
