import { allRecords, changeRecord } from '../change-record.ts';
import { PROVINCE_ID, unit } from '../seed-units.ts';
import type { Stores } from '../stores.ts';
import { type ImportCounts, type ImportDeps, importRoster } from './import.ts';
import type { PlannedOfficer, PlannedTeam, RosterPlan } from './plan.ts';

/** As many teams as the real network has. */
const TEAMS = 77;
const COMMUNES = 7;

const two = (n: number) => String(n).padStart(2, '0');
const demoCommuneId = (n: number) => `demo-c-${two(n)}`;

/** 77 plainly invented teams in seven plainly invented communes, so that nobody takes them for real ones. */
export function demoPlan(): RosterPlan {
  const teams = Array.from({ length: TEAMS }, (_, i) => demoTeam(i + 1));
  const communeOfficers = Array.from({ length: COMMUNES }, (_, i) => ({
    unitId: demoCommuneId(i + 1),
    ...officerOf(`Mẫu ${two(i + 1)}`),
  }));
  const provinceOfficer = { ...officerOf('tỉnh Mẫu'), unitId: PROVINCE_ID };
  return { teams, officers: [...communeOfficers, provinceOfficer], errors: [] };
}

function officerOf(name: string): Omit<PlannedOfficer, 'unitId'> {
  return { name: `Cán bộ ${name}`, phone: '0000 000 000', hours: '7:30–17:00, thứ 2–thứ 6' };
}

function demoTeam(n: number): PlannedTeam {
  const village = `Thôn Mẫu ${two(n)}`;
  const roles = [
    'Tổ trưởng',
    'Tổ phó',
    'Người báo cáo',
    ...Array.from({ length: 4 }, (_, i) => `Thành viên ${i + 1}`),
  ];
  return {
    id: `TTT-9${two(n)}`,
    name: `Tổ truyền thông ${village}`,
    communeId: demoCommuneId(((n - 1) % COMMUNES) + 1),
    villages: [village],
    foundedOn: '2023-01-01',
    decisionNumber: null,
    members: roles.map((title, i) => ({
      name: `${title} Mẫu ${two(n)}`,
      role: i === 0 ? 'leader' : i < 3 ? 'reporter' : 'member',
      phone: null,
    })),
  };
}

export async function loadDemo(deps: ImportDeps): Promise<ImportCounts> {
  for (let n = 1; n <= COMMUNES; n++) {
    const id = demoCommuneId(n);
    await deps.stores.units.insertIfAbsent(id, unit(id, 'commune', `Xã Mẫu ${two(n)}`, null, PROVINCE_ID));
  }
  return importRoster(demoPlan(), { demo: true }, deps);
}

/** Takes the invented teams away with everything that hangs on them. Returns how many teams went. */
export async function removeDemo(
  stores: Pick<
    Stores,
    | 'units'
    | 'teams'
    | 'members'
    | 'officers'
    | 'joinCodes'
    | 'memberships'
    | 'sessions'
    | 'confirmations'
    | 'seatRequests'
    | 'draftMedia'
  >,
): Promise<number> {
  let removed = 0;
  for await (const { id } of allRecords(stores.teams, { index: 'byDemo', equals: [true] })) {
    const ofTeam = { index: 'byTeam', equals: [id] };
    for await (const { value } of allRecords(stores.sessions, ofTeam)) {
      const media = { index: 'byDraft', equals: [value.draftId] };
      for await (const photo of allRecords(stores.draftMedia, media)) {
        await changeRecord(stores.draftMedia, photo.id, (old) => ({
          ...old,
          state: 'dropped' as const,
          url: null,
        }));
      }
    }
    for (const records of [
      stores.members,
      stores.joinCodes,
      stores.memberships,
      stores.sessions,
      stores.confirmations,
      stores.seatRequests,
    ]) {
      for await (const record of allRecords(records as typeof stores.members, ofTeam))
        await records.remove(record.id);
    }
    await stores.teams.remove(id);
    removed += 1;
  }
  for await (const { id } of allRecords(stores.officers, { index: 'byDemo', equals: [true] }))
    await stores.officers.remove(id);
  for (let n = 1; n <= COMMUNES; n++) {
    const villages = { index: 'byParent', equals: [demoCommuneId(n)] };
    for await (const { id } of allRecords(stores.units, villages)) await stores.units.remove(id);
    await stores.units.remove(demoCommuneId(n));
  }
  return removed;
}
