import type { OfficerFact } from '../../domain/fact.ts';
import type { FactDeps, LoadFact } from './fact-context.ts';

/** Whom to call: the officer of the team's commune, else the province's. */
export const loadOfficer: LoadFact<'officer'> = async (request, _context, deps) => {
  const team = request.teamId ? (await deps.stores.teams.get(request.teamId))?.value : null;
  const unit = team ? (await deps.stores.units.get(team.communeId))?.value : null;
  if (unit) {
    const own = await officerOf(unit.id, deps);
    if (own) return own;
    if (unit.parentId) return officerOf(unit.parentId, deps);
  }
  const provinces = await deps.stores.units.find({ index: 'byLevel', equals: ['province'], limit: 2 });
  const current = provinces.items.find(({ value }) => value.validTo === null);
  return current ? officerOf(current.id, deps) : null;
};

async function officerOf(unitId: string, deps: FactDeps): Promise<OfficerFact | null> {
  const officer = (await deps.stores.officers.get(unitId))?.value;
  return officer ? { name: officer.name, phone: officer.phone, hours: officer.hours } : null;
}
