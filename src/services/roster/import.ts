import type { Member, Team } from '../../domain/records/team.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Ids } from '../../lib/ids.ts';
import type { Records } from '../../storage/records.ts';
import { fold } from '../../vi/fold.ts';
import { allRecords, changeRecord } from '../change-record.ts';
import { joinCodeOf } from '../join-codes.ts';
import type { Stores } from '../stores.ts';
import { memberIdOf } from '../teams/put-member.ts';
import { putVillages } from '../teams/put-villages.ts';
import type { PlannedTeam, RosterPlan } from './plan.ts';

export interface ImportDeps {
  stores: Pick<Stores, 'units' | 'teams' | 'members' | 'officers' | 'joinCodes'>;
  clock: Clock;
  ids: Ids;
}

export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  /** Roster rows that the file no longer lists: set aside, never deleted. */
  setAside: number;
}

type Outcome = 'created' | 'updated' | 'unchanged';

/** Writes a plan. The same file again changes nothing; a changed file updates instead of doubling. */
export async function importRoster(
  plan: RosterPlan,
  options: { demo?: boolean },
  deps: ImportDeps,
): Promise<ImportCounts> {
  const counts: ImportCounts = { created: 0, updated: 0, unchanged: 0, setAside: 0 };
  const demo = options.demo ?? false;
  for (const officer of plan.officers) {
    const outcome = await put(deps.stores.officers, officer.unitId, { ...officer, demo });
    counts[outcome] += 1;
  }
  // Teams side by side: the store gathers their writes into few commits.
  await Promise.all(
    plan.teams.map(async (team) => {
      const outcome = await putTeam(team, demo, deps);
      counts[outcome] += 1;
      await putMembers(team, counts, deps);
      await joinCodeOf(team.id, 'reporter', deps);
      await joinCodeOf(team.id, 'member', deps);
    }),
  );
  return counts;
}

async function putTeam(planned: PlannedTeam, demo: boolean, deps: ImportDeps): Promise<Outcome> {
  const villageIds = await putVillages(planned.communeId, planned.villages, deps.stores);
  const { villages: _villages, members: _members, ...fields } = planned;
  const updatedAtMs = deps.clock.businessNow();
  const team: Team = { ...fields, villageIds, withdrawnOn: null, demo, updatedAtMs };
  return put(deps.stores.teams, planned.id, team, ({ withdrawnOn, mergedInto }) => ({
    ...team,
    withdrawnOn,
    ...(mergedInto === undefined ? {} : { mergedInto }),
  }));
}

async function putMembers(team: PlannedTeam, counts: ImportCounts, deps: ImportDeps): Promise<void> {
  const listed = new Set<string>();
  for (const { name, role, phone } of team.members) {
    const id = memberIdOf(team.id, name);
    listed.add(id);
    const member: Member = {
      id,
      teamId: team.id,
      name,
      foldedName: fold(name),
      role,
      phone,
      claimedBy: null,
      claimedByEffect: null,
      active: true,
      updatedAtMs: deps.clock.businessNow(),
    };
    const keepClaim = ({ claimedBy, claimedByEffect }: Member) => ({ ...member, claimedBy, claimedByEffect });
    const outcome = await put(deps.stores.members, id, member, keepClaim);
    counts[outcome] += 1;
  }
  for await (const { id, value } of allRecords(deps.stores.members, { index: 'byTeam', equals: [team.id] })) {
    if (listed.has(id) || !value.active) continue;
    await changeRecord(deps.stores.members, id, (old) => ({ ...old, active: false }));
    counts.setAside += 1;
  }
}

/** Inserts, or changes what differs (the time of the last change does not count as a difference). */
async function put<T extends object>(
  records: Records<T>,
  id: string,
  value: T,
  merge: (old: T) => T = () => value,
): Promise<Outcome> {
  if (await records.insertIfAbsent(id, value)) return 'created';
  let changed = false;
  await changeRecord(records, id, (old) => {
    const next = merge(old);
    changed = comparable(old) !== comparable(next);
    return changed ? next : null;
  });
  return changed ? 'updated' : 'unchanged';
}

function comparable(value: object): string {
  const entries = Object.entries(value).filter(([key]) => key !== 'updatedAtMs');
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
