import { z } from 'zod';
import { type RangeEntry, sumRange } from '../../../domain/range-ledger.ts';
import type { Unit } from '../../../domain/records/unit.ts';
import { rangeFields } from '../../../services/input-fields.ts';
import { type LedgerLine, rangeLedger } from '../../../services/ledger/range-ledger.ts';
import { rangeOf } from '../../../services/ledger/range-of.ts';
import { apiRoute } from '../route.ts';

const known = z.number().nullable().describe('Null when no session said the number.');

const sums = z.object({
  expected: z.number().describe('Whole periods inside the range that owe a session.'),
  held: z.number().describe('Of these, how many had one.'),
  onTime: z.number().describe('Of these, how many were confirmed in time.'),
  sessions: z.number(),
  gatherings: z.number().describe('Sessions that brought people together: only these count for a period.'),
  total: z.number(),
  female: known,
  male: known,
  dtts: known,
  children: known,
  leaflets: known,
  sessionCodes: z.array(z.string()).describe('The reports behind every number.'),
});

const unit = z.object({ id: z.string(), name: z.string(), code: z.string().nullable() });

const response = z.object({
  from: z.string(),
  to: z.string(),
  asked: unit
    .extend({ validTo: z.string().nullable() })
    .nullable()
    .describe('The unit as it was asked for, perhaps one of before 1 July 2025.'),
  communes: z
    .array(sums.extend({ commune: unit, teams: z.number() }))
    .describe('One line a commune of today; an old one is shown with its successors.'),
  teams: z.array(
    sums.extend({
      teamId: z.string(),
      teamName: z.string(),
      communeId: z.string(),
      withdrawnOn: z.string().nullable(),
      mergedInto: z.string().nullable(),
    }),
  ),
  sums: sums.extend({ teams: z.number() }),
});

export const getLedger = apiRoute({
  method: 'get',
  path: '/ledger',
  scope: 'read:quarters',
  summary: 'Expected, held and on time over any range of days, by team, by commune and in all',
  params: z.object({}),
  query: z.object(rangeFields),
  response,
  async handle({ query }, caller, deps) {
    const range = await rangeOf(query, caller.communeIds, deps.stores);
    const lines = await rangeLedger(range, deps);
    const communes = await communesOf(lines, async (id) => (await deps.stores.units.get(id))?.value ?? null);
    return {
      from: range.from,
      to: range.to,
      asked: range.unit?.asked ?? null,
      communes,
      teams: lines.map(({ team, ...entry }) => ({
        ...entry,
        teamName: team.name,
        communeId: team.communeId,
        withdrawnOn: team.withdrawnOn,
        mergedInto: team.mergedInto ?? null,
      })),
      sums: sumRange(lines),
    };
  },
});

async function communesOf(lines: readonly LedgerLine[], find: (id: string) => Promise<Unit | null>) {
  const groups = new Map<string, RangeEntry[]>();
  for (const line of lines)
    groups.set(line.team.communeId, [...(groups.get(line.team.communeId) ?? []), line]);
  return Promise.all(
    [...groups].map(async ([id, entries]) => {
      const found = await find(id);
      const commune = { id, name: found?.name ?? '', code: found?.code ?? null };
      return { commune, ...sumRange(entries) };
    }),
  );
}
