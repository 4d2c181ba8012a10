import { allRecords } from '../change-record.ts';
import type { Stores } from '../stores.ts';

/** Names that stand beside codes in exports. */
export interface Names {
  team(id: string): string;
  commune(id: string): string;
}

/** Reads the names once, so that an export asks the store once a page and not once a row. */
export async function readNames(stores: Pick<Stores, 'teams' | 'units'>): Promise<Names> {
  const teams = new Map<string, string>();
  const communes = new Map<string, string>();
  for await (const { id, value } of allRecords(stores.teams, { index: 'id' })) teams.set(id, value.name);
  for await (const { id, value } of allRecords(stores.units, { index: 'byLevel', equals: ['commune'] }))
    communes.set(id, value.name);
  return { team: (id) => teams.get(id) ?? '', commune: (id) => communes.get(id) ?? '' };
}
