import { z } from 'zod';
import { allRecords } from '../change-record.ts';
import { Refused } from '../refused.ts';
import { command } from './command.ts';
import { typedTeamId } from './typed.ts';

/** The join codes in force, of one team or of all. */
export const teamCodes = command({
  name: 'team-codes',
  input: z.object({ teamId: typedTeamId.nullable() }),
  audit: null,
  async run({ teamId }, { stores }) {
    if (teamId !== null && !(await stores.teams.get(teamId))) throw new Refused('team-unknown');
    const codes: { teamId: string; kind: string; code: string }[] = [];
    const query = teamId === null ? { index: 'byTeam' } : { index: 'byTeam', equals: [teamId] };
    for await (const { value } of allRecords(stores.joinCodes, query)) {
      const { teamId: team, kind, code, revokedAtMs } = value;
      if (revokedAtMs === null) codes.push({ teamId: team, kind, code });
    }
    return { codes };
  },
});
