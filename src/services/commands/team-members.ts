import { z } from 'zod';
import { line, teamRole as role } from '../input-fields.ts';
import { addMember, memberIdOf, removeMember, updateMember } from '../teams/put-member.ts';
import { command } from './command.ts';
import { typedTeamId } from './typed.ts';

/** Somebody of a roster, by name with or without accents, or by the id of the row. */
const whom = z.object({ teamId: typedTeamId, member: line(80) });

function idOf({ teamId, member }: z.output<typeof whom>): string {
  return /^m-[0-9a-f]+$/.test(member) ? member : memberIdOf(teamId, member);
}

export const teamMember = command({
  name: 'team-member',
  input: z.object({ teamId: typedTeamId, name: line(80), role }),
  audit: ({ teamId, role }) => ({ action: 'member.add', target: teamId, change: { role } }),
  run: async ({ teamId, ...asked }, deps) => ({
    id: (await addMember(teamId, { ...asked, phone: null }, deps)).id,
  }),
});

/** Another role for somebody of the roster; the seat taken in the chat follows. */
export const teamRole = command({
  name: 'team-role',
  input: whom.extend({ role }),
  audit: (asked) => ({
    action: 'member.update',
    target: `${asked.teamId} ${idOf(asked)}`,
    change: { fields: 'role', role: asked.role },
  }),
  run: async (asked, deps) => ({
    name: (await updateMember(asked.teamId, idOf(asked), { role: asked.role }, deps)).name,
  }),
});

/** Takes somebody off the roster and ends their seat. */
export const teamRemove = command({
  name: 'team-remove',
  input: whom,
  audit: (asked) => ({ action: 'member.remove', target: `${asked.teamId} ${idOf(asked)}` }),
  run: async (asked, deps) => ({ name: (await removeMember(asked.teamId, idOf(asked), deps)).name }),
});
