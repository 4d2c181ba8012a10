import { allRecords } from '../change-record.ts';
import { joinCodeOf } from '../join-codes.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { type JoinLink, joinLinks, shownCode } from './links.ts';

/** What is printed for one team. */
export interface TeamSheet {
  teamId: string;
  teamName: string;
  villages: string[];
  codes: { kind: 'reporter' | 'member'; code: string; shown: string; links: JoinLink[] }[];
}

export interface JoinSheet {
  communeName: string;
  teams: TeamSheet[];
}

export type JoinSheetDeps = Pick<OfficerDeps, 'stores' | 'clock' | 'ids' | 'accounts'>;

/** The codes of a commune's teams, for printing: one page a team. Teams that are gone are left out. */
export async function joinSheet(communeId: string, deps: JoinSheetDeps): Promise<JoinSheet> {
  const { stores } = deps;
  const teams: TeamSheet[] = [];
  for await (const { value: team } of allRecords(stores.teams, { index: 'byCommune', equals: [communeId] })) {
    if (team.withdrawnOn !== null) continue;
    const villages = await Promise.all(team.villageIds.map((id) => stores.units.get(id)));
    const codes: TeamSheet['codes'] = [];
    for (const kind of ['reporter', 'member'] as const) {
      const code = await joinCodeOf(team.id, kind, deps);
      codes.push({ kind, code, shown: shownCode(code), links: joinLinks(code, deps.accounts) });
    }
    teams.push({
      teamId: team.id,
      teamName: team.name,
      villages: villages.flatMap((unit) => (unit ? [unit.value.name] : [])),
      codes,
    });
  }
  return { communeName: (await stores.units.get(communeId))?.value.name ?? '', teams };
}
