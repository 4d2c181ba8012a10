import { z } from 'zod';
import type { Member } from '../../domain/records/team.ts';
import { allRecords } from '../change-record.ts';
import { readNames } from '../exports/names.ts';
import { rangeFields } from '../input-fields.ts';
import { runningDay } from '../ledger/running-period.ts';
import { teamOf } from '../teams/find-team.ts';
import { resolveUnit } from '../units/resolve-unit.ts';
import { command } from './command.ts';
import { typedTeamId } from './typed.ts';

/** Teams with how many stand in their roster and how many of these write with the bot. */
export const teamList = command({
  name: 'team-list',
  input: z.object({ unit: rangeFields.unit }),
  audit: null,
  async run({ unit }, deps) {
    const { stores } = deps;
    const asked = unit === undefined ? null : await resolveUnit(unit, runningDay(deps), stores);
    const communeIds = asked && new Set(asked.communes.map(({ id }) => id));
    const names = await readNames(stores);
    const counts = new Map<string, { listed: number; joined: number }>();
    for await (const { value } of allRecords(stores.members, { index: 'byTeam' })) {
      if (!value.active) continue;
      const { listed, joined } = counts.get(value.teamId) ?? { listed: 0, joined: 0 };
      const hasJoined = value.claimedBy !== null;
      counts.set(value.teamId, { listed: listed + 1, joined: joined + (hasJoined ? 1 : 0) });
    }
    const teams = [];
    for await (const { value: team } of allRecords(stores.teams, { index: 'id' })) {
      if (communeIds && !communeIds.has(team.communeId)) continue;
      const { id, name, withdrawnOn } = team;
      const count = counts.get(id) ?? { listed: 0, joined: 0 };
      teams.push({ id, name, communeName: names.commune(team.communeId), withdrawnOn, ...count });
    }
    return { teams };
  },
});

/** One team with its roster, without rows that were set aside. */
export const teamShow = command({
  name: 'team-show',
  input: z.object({ teamId: typedTeamId }),
  audit: null,
  async run({ teamId }, { stores }) {
    const team = await teamOf(teamId, stores);
    const { id, name, foundedOn, decisionNumber, withdrawnOn, mergedInto = null } = team;
    const units = await Promise.all([...team.villageIds, team.communeId].map((one) => stores.units.get(one)));
    const members: Pick<Member, 'id' | 'name' | 'role' | 'phone'>[] = [];
    const joined: string[] = [];
    for await (const { value } of allRecords(stores.members, { index: 'byTeam', equals: [id] })) {
      if (!value.active) continue;
      members.push({ id: value.id, name: value.name, role: value.role, phone: value.phone });
      if (value.claimedBy !== null) joined.push(value.id);
    }
    const places = units.flatMap((unit) => unit?.value.name ?? []);
    return { id, name, places, foundedOn, decisionNumber, withdrawnOn, mergedInto, members, joined };
  },
});
