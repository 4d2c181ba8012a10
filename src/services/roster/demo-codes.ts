import { allRecords } from '../change-record.ts';
import type { Stores } from '../stores.ts';

/** An invented team with the codes by which anyone who tries the system out can join it. */
export interface DemoTeam {
  id: string;
  name: string;
  communeName: string;
  /** Null when its code was revoked. */
  reporterCode: string | null;
  memberCode: string | null;
}

/** Every invented team. Never a real one: a join code opens a team's reports. */
export async function demoTeams(stores: Pick<Stores, 'teams' | 'units' | 'joinCodes'>): Promise<DemoTeam[]> {
  const teams: DemoTeam[] = [];
  for await (const { id, value } of allRecords(stores.teams, { index: 'byDemo', equals: [true] })) {
    const codes = await stores.joinCodes.find({ index: 'byTeam', equals: [id], limit: 100 });
    const codeOf = (kind: 'reporter' | 'member') =>
      codes.items.find((code) => code.value.kind === kind && code.value.revokedAtMs === null)?.value.code ??
      null;
    const commune = await stores.units.get(value.communeId);
    teams.push({
      id,
      name: value.name,
      communeName: commune?.value.name ?? '',
      reporterCode: codeOf('reporter'),
      memberCode: codeOf('member'),
    });
  }
  return teams.sort((a, b) => (a.id < b.id ? -1 : 1));
}
