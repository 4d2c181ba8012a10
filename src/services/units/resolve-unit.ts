import type { Unit } from '../../domain/records/unit.ts';
import { fold } from '../../vi/fold.ts';
import { allRecords } from '../change-record.ts';
import { Refused } from '../refused.ts';
import { foldedUnitName } from '../seed-units.ts';
import type { Stores } from '../stores.ts';

/** What somebody meant by a name or a code, and which communes stand for it today. */
export interface ResolvedUnit {
  /** As it was, perhaps before 1 July 2025. */
  asked: Unit;
  /** Today's communes: itself, its successors, or all of a province. */
  communes: Unit[];
}

/**
 * Finds a province or commune by id, by code, by `code@day`, or by name with or without its kind. Codes and names were
 * given anew on 1 July 2025; where one means two things, the one of that day counts.
 *
 * @param day - Last day of what is asked for, `YYYY-MM-DD`.
 * @throws {Refused} `unit-unknown` or `unit-ambiguous`.
 */
export async function resolveUnit(
  asked: string,
  day: string,
  stores: Pick<Stores, 'units'>,
): Promise<ResolvedUnit> {
  const known = (await stores.units.get(asked))?.value;
  const units = await unitsOfBothEras(stores);
  const unit = known ?? named(units, asked, day);
  return { asked: unit, communes: communesOf(unit, units) };
}

async function unitsOfBothEras(stores: Pick<Stores, 'units'>): Promise<Unit[]> {
  const units: Unit[] = [];
  for (const level of ['province', 'commune']) {
    for await (const { value } of allRecords(stores.units, { index: 'byLevel', equals: [level] }))
      units.push(value);
  }
  return units;
}

function named(units: readonly Unit[], asked: string, day: string): Unit {
  const [text = '', at = day] = asked.split('@');
  const called = units.filter((unit) => unit.code === text || isCalled(unit, text));
  const ofThatDay = called.filter((unit) => isValidOn(unit, at));
  const found = ofThatDay.length > 0 ? ofThatDay : called;
  // A commune of today before one of the same name that it was made from.
  const today = found.filter(({ validTo }) => validTo === null);
  const [only, ...more] = today.length > 0 ? today : found;
  if (!only) throw new Refused('unit-unknown');
  if (more.length > 0) throw new Refused('unit-ambiguous');
  return only;
}

function isCalled(unit: Unit, text: string): boolean {
  const wanted = fold(text);
  return wanted === fold(unit.name) || (wanted === foldedUnitName(text) && wanted === unit.foldedName);
}

function isValidOn({ validFrom, validTo }: Unit, day: string): boolean {
  return (validFrom ?? '') <= day && (validTo === null || day <= validTo);
}

function communesOf(unit: Unit, units: readonly Unit[]): Unit[] {
  const current = units.filter(({ level, validTo }) => level === 'commune' && validTo === null);
  if (unit.level === 'province') {
    const heirs = new Set(
      units
        .filter((other) => other.predecessors.some(({ unitId }) => unitId === unit.id))
        .map(({ id }) => id),
    );
    if (unit.validTo === null) return current.filter(({ parentId }) => parentId === unit.id);
    // Only those made from the old province's own communes.
    const old = new Set(units.filter(({ parentId }) => parentId === unit.id).map(({ id }) => id));
    return current.filter(
      ({ parentId, predecessors }) =>
        heirs.has(parentId ?? '') && predecessors.some(({ unitId }) => old.has(unitId)),
    );
  }
  if (unit.validTo === null) return [unit];
  return current.filter(({ predecessors }) => predecessors.some(({ unitId }) => unitId === unit.id));
}
