import { changeRecord } from '../change-record.ts';
import { foldedUnitName, unit } from '../seed-units.ts';
import type { Stores } from '../stores.ts';

/** The units of a commune's villages by name, made where they are new. Returns their ids in the given order. */
export async function putVillages(
  communeId: string,
  names: readonly string[],
  stores: Pick<Stores, 'units'>,
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const id = `v-${communeId}-${foldedUnitName(name).replaceAll(' ', '-')}`;
    const village = unit(id, 'village', name, null, communeId);
    if (!(await stores.units.insertIfAbsent(id, village))) {
      await changeRecord(stores.units, id, (old) =>
        old.name === village.name && old.foldedName === village.foldedName
          ? null
          : { ...old, name: village.name, foldedName: village.foldedName },
      );
    }
    ids.push(id);
  }
  return ids;
}
