import type { AdminUnits } from '../content/admin-units.ts';
import type { Unit } from '../domain/records/unit.ts';
import { fold } from '../vi/fold.ts';
import { allRecords, changeRecord } from './change-record.ts';
import type { Stores } from './stores.ts';

/** The day on which Ninh Thuận became part of Khánh Hòa and the communes were redrawn (domain research §3.1). */
const REFORM_DAY = '2025-07-01';
const LAST_OLD_DAY = '2025-06-30';

/** The province that the network belongs to now, and the one it belonged to. */
export const PROVINCE_ID = 'u-56';
const OLD_PROVINCE_ID = 'u-58';

/** Codes were given anew in the reform, so the id carries the era. */
export const communeIdOf = (code: string) => `u-${code}`;
const oldCommuneIdOf = (code: string) => `u-${code}-old`;

/** Name without its kind, folded: "Xã Bác Ái" and "xa bac ai" are both "bac ai". */
export function foldedUnitName(name: string): string {
  return fold(name).replace(/^(xa|phuong|thi tran|dac khu|thon|tinh|to dan pho|khu pho) (?=.)/, '');
}

/** Writes provinces and communes, old and new, with their predecessors. Repeatable, and quick where they are there. */
export async function seedUnits(admin: AdminUnits, stores: Pick<Stores, 'units'>): Promise<void> {
  const there = new Map<string, string>();
  for (const level of ['province', 'commune']) {
    for await (const { id, value } of allRecords(stores.units, { index: 'byLevel', equals: [level] }))
      there.set(id, JSON.stringify(value));
  }
  for (const unit of unitsOf(admin)) {
    if (there.get(unit.id) === JSON.stringify(unit)) continue;
    if (await stores.units.insertIfAbsent(unit.id, unit)) continue;
    await changeRecord(stores.units, unit.id, (old) =>
      JSON.stringify(old) === JSON.stringify(unit) ? null : unit,
    );
  }
}

function unitsOf(admin: AdminUnits): Unit[] {
  const old = new Map<string, Unit>();
  const current: Unit[] = [];
  for (const { code, name, former } of admin.units) {
    for (const past of former) old.set(past.code, oldCommune(past));
    current.push({
      ...unit(communeIdOf(code), 'commune', name, code, PROVINCE_ID),
      validFrom: REFORM_DAY,
      predecessors: former.map((past) => ({ unitId: oldCommuneIdOf(past.code), partial: past.partial })),
    });
  }
  return [
    { ...unit(OLD_PROVINCE_ID, 'province', 'Tỉnh Ninh Thuận', '58', null), validTo: LAST_OLD_DAY },
    {
      ...unit(PROVINCE_ID, 'province', 'Tỉnh Khánh Hòa', '56', null),
      validFrom: REFORM_DAY,
      predecessors: [{ unitId: OLD_PROVINCE_ID, partial: false }],
    },
    ...old.values(),
    ...current,
  ];
}

function oldCommune(past: AdminUnits['units'][number]['former'][number]): Unit {
  return {
    ...unit(oldCommuneIdOf(past.code), 'commune', past.name, past.code, OLD_PROVINCE_ID),
    validTo: LAST_OLD_DAY,
    formerDistrict: past.district,
  };
}

/** A unit with nothing special about it. */
export function unit(
  id: string,
  level: Unit['level'],
  name: string,
  code: string | null,
  parentId: string | null,
): Unit {
  return {
    id,
    level,
    name: name.normalize('NFC'),
    foldedName: foldedUnitName(name),
    code,
    parentId,
    validFrom: null,
    validTo: null,
    predecessors: [],
    formerDistrict: null,
  };
}
