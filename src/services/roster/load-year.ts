import { confirmationId } from '../../domain/records/confirmation.ts';
import { membershipId } from '../../domain/records/person.ts';
import type { Stores } from '../stores.ts';
import { withdrawTeam } from '../teams/withdraw-team.ts';
import { loadDemo } from './demo.ts';
import type { ImportDeps } from './import.ts';
import type { InventedYear } from './invented-year.ts';

/** Writes the invented teams and what happened to them in a year. Twice is once; `loa demo remove` takes it away. */
export async function loadYear(year: InventedYear, deps: ImportDeps & { stores: Stores }): Promise<void> {
  const { stores } = deps;
  await loadDemo(deps);
  // Side by side, so that the store gathers the writes into few commits.
  await Promise.all([
    ...year.memberships.map(async (one) => {
      await stores.people.insertIfAbsent(one.personId, { id: one.personId, name: one.name, createdAtMs: 0 });
      await stores.memberships.insertIfAbsent(membershipId(one.teamId, one.personId), one);
    }),
    ...year.sessions.map((one) => stores.sessions.insertIfAbsent(one.id, one)),
    ...year.confirmations.map((one) =>
      stores.confirmations.insertIfAbsent(confirmationId(one.teamId, one.period, one.personId), one),
    ),
  ]);
  for (const { teamId, on, mergedInto } of year.ended) await withdrawTeam(teamId, on, mergedInto, deps);
}
