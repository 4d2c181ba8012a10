import { Refused } from '../refused.ts';
import { communeFinder } from '../roster/find-commune.ts';
import type { Stores } from '../stores.ts';

/**
 * The commune of today behind an id, a code or a name, also those of before 1 July 2025.
 *
 * @throws {Refused} `commune-unknown`, also when an old commune went to several new ones.
 */
export async function communeIdOf(asked: string, stores: Pick<Stores, 'units'>): Promise<string> {
  const unit = (await stores.units.get(asked))?.value;
  if (unit?.level === 'commune' && unit.validTo === null) return unit.id;
  const found = (await communeFinder(stores))(unit?.name ?? asked);
  if ('fault' in found) throw new Refused('commune-unknown');
  return found.id;
}
