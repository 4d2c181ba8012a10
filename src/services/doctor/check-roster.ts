import { allRecords } from '../change-record.ts';
import type { Stores } from '../stores.ts';
import { type Check, type CheckLine, ok, warn } from './check.ts';

/** Ids named in a line; the rest is only counted. */
const NAMED = 5;

type RosterStores = Pick<Stores, 'units' | 'teams' | 'members' | 'officers'>;

/** Teams that nobody could report for, and communes without anybody to call. */
export function rosterCheck(stores: RosterStores): Check {
  return { name: 'roster', look: async () => [await teamsOf(stores), await officersOf(stores)] };
}

async function teamsOf(stores: RosterStores): Promise<CheckLine> {
  let teams = 0;
  const empty: string[] = [];
  for await (const { value: team } of allRecords(stores.teams, { index: 'id' })) {
    if (team.withdrawnOn !== null) continue;
    teams += 1;
    if (!(await hasReporter(team.id, stores))) empty.push(team.id);
  }
  const import_ = 'Add them to the roster and import it with `loa team import`.';
  if (teams === 0) return warn('teams', 'there is none', import_);
  if (empty.length === 0) return ok('teams', `${teams}, each with a leader or a reporter`);
  return warn('teams', `${empty.length} of ${teams} without leader and reporter: ${named(empty)}`, import_);
}

async function hasReporter(teamId: string, { members }: RosterStores): Promise<boolean> {
  for await (const { value } of allRecords(members, { index: 'byTeam', equals: [teamId] })) {
    if (value.active && value.role !== 'member') return true;
  }
  return false;
}

async function officersOf(stores: RosterStores): Promise<CheckLine> {
  const communes = new Set<string>();
  for await (const { value: team } of allRecords(stores.teams, { index: 'id' })) {
    if (team.withdrawnOn === null) communes.add(team.communeId);
  }
  const without: string[] = [];
  let hasFallback = true;
  for (const communeId of communes) {
    if (await stores.officers.get(communeId)) continue;
    without.push(communeId);
    const province = (await stores.units.get(communeId))?.value.parentId ?? '';
    hasFallback &&= (await stores.officers.get(province)) !== null;
  }
  if (without.length === 0) {
    const fine = `${communes.size} communes, each with somebody to call`;
    if (communes.size === 0 || (await hasProvinceOfficer(stores))) return ok('officers', fine);
    return warn(
      'officers',
      `${fine}; people without a team have nobody, as the province has no officer`,
      'Add a row to the roster with the province in the column Xã/Phường and its officer, and import it with `loa team import`.',
    );
  }
  const detail = `${without.length} of ${communes.size} communes without an officer: ${named(without)}`;
  return warn(
    'officers',
    hasFallback
      ? `${detail}; people are given the province's number`
      : `${detail}, and the province has none either`,
    'Add name, phone and hours to the roster and import it with `loa team import`.',
  );
}

async function hasProvinceOfficer({ units, officers }: RosterStores): Promise<boolean> {
  for await (const { id, value } of allRecords(units, { index: 'byLevel', equals: ['province'] })) {
    if (value.validTo === null && (await officers.get(id))) return true;
  }
  return false;
}

function named(ids: readonly string[]): string {
  return ids.length > NAMED ? `${ids.slice(0, NAMED).join(', ')} …` : ids.join(', ');
}
