import type { Unit } from '../../domain/records/unit.ts';
import type { BothLanguages } from '../../lib/both-languages.ts';
import { fold } from '../../vi/fold.ts';
import { allRecords } from '../change-record.ts';
import { foldedUnitName } from '../seed-units.ts';
import type { Stores } from '../stores.ts';

/** The commune of today behind a name or code, old or new; or why it is not clear. */
export type FindCommune = (nameOrCode: string) => { id: string } | { fault: BothLanguages };

/** Reads the communes once and returns the look-up. */
export async function communeFinder(stores: Pick<Stores, 'units'>): Promise<FindCommune> {
  const communes: Unit[] = [];
  const query = { index: 'byLevel', equals: ['commune'] };
  for await (const { value } of allRecords(stores.units, query)) communes.push(value);
  const current = communes.filter((unit) => unit.validTo === null);

  return (nameOrCode) => {
    const named = current.filter((unit) => isCalled(unit, nameOrCode));
    if (named[0] && named.length === 1) return { id: named[0].id };
    if (named.length > 1)
      return {
        fault: {
          vi: `“${nameOrCode}” trùng tên nhiều xã, phường. Ghi rõ “Xã …” hoặc “Phường …”.`,
          en: `Several communes are called “${nameOrCode}”. Write “Xã …” or “Phường …”.`,
        },
      };
    const successors = successorsOf(
      communes.filter((unit) => unit.validTo !== null && isCalled(unit, nameOrCode)),
      current,
    );
    if (successors[0] && successors.length === 1) return { id: successors[0].id };
    if (successors.length > 1) {
      const names = successors.map((unit) => unit.name).join(', ');
      return {
        fault: {
          vi: `“${nameOrCode}” nay thuộc ${names}. Ghi tên xã, phường mới.`,
          en: `“${nameOrCode}” is a part of ${names} today. Write the new commune.`,
        },
      };
    }
    return {
      fault: {
        vi: `Không có xã, phường nào tên “${nameOrCode}”.`,
        en: `There is no commune called “${nameOrCode}”.`,
      },
    };
  };
}

/** The province of today behind its name or code, such as “Tỉnh Khánh Hòa”; null for anything else. */
export type FindProvince = (nameOrCode: string) => { id: string } | null;

/** Reads the provinces once and returns the look-up. */
export async function provinceFinder(stores: Pick<Stores, 'units'>): Promise<FindProvince> {
  const provinces: Unit[] = [];
  const query = { index: 'byLevel', equals: ['province'] };
  for await (const { value } of allRecords(stores.units, query)) provinces.push(value);
  const current = provinces.filter((unit) => unit.validTo === null);
  return (nameOrCode) => current.find((unit) => isCalled(unit, nameOrCode)) ?? null;
}

/** With the kind before the name ("Xã Mỹ Sơn") the whole must fit, without it the bare name. */
function isCalled(unit: Unit, nameOrCode: string): boolean {
  if (unit.code === nameOrCode) return true;
  const wanted = fold(nameOrCode);
  return wanted === fold(unit.name) || (wanted === foldedUnitName(nameOrCode) && wanted === unit.foldedName);
}

function successorsOf(old: readonly Unit[], current: readonly Unit[]): Unit[] {
  const oldIds = new Set(old.map((unit) => unit.id));
  return current.filter((unit) => unit.predecessors.some(({ unitId }) => oldIds.has(unitId)));
}
