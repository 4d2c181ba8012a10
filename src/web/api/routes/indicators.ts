import { z } from 'zod';
import { indicatorSchema } from '../../../domain/plan.ts';
import { indicatorEntrySchema } from '../../../domain/records/indicator-entry.ts';
import { enterIndicator, withdrawEntry } from '../../../services/indicators/enter-indicator.ts';
import { daysOf, isEntryPeriod } from '../../../services/indicators/entered-rows.ts';
import { planProgress } from '../../../services/indicators/plan-progress.ts';
import { count, ENTRY_PERIOD_EXAMPLE, line, rangeFields } from '../../../services/input-fields.ts';
import { rangeOf } from '../../../services/ledger/range-of.ts';
import { Refused } from '../../../services/refused.ts';
import { resolveUnit } from '../../../services/units/resolve-unit.ts';
import { pageOf, pagingOf, pagingQuery } from '../paging.ts';
import { type ApiDeps, apiRoute, type Target, writeRoute } from '../route.ts';

const actual = z.object({
  numerator: z.number(),
  denominator: z.number().nullable().describe('Null for a plain count; a share always has both.'),
  evidence: z.array(z.string()).describe('Codes of reports or teams, or ids of entries.'),
});

export const getIndicators = apiRoute({
  method: 'get',
  path: '/indicators',
  scope: 'read:indicators',
  summary: 'The plan that holds at the end of the range, each row with what was done',
  params: z.object({}),
  query: z.object(rangeFields),
  response: z.object({
    plan: z.object({
      version: z.number(),
      title: z.string(),
      confirmation: z.enum(['confirmed', 'to-be-confirmed']),
      note: z.string().nullable(),
    }),
    items: z.array(
      indicatorSchema.extend({
        fed: actual.nullable().describe('Worked out from the reports of the teams.'),
        entered: actual.nullable().describe('Sums of what officers entered.'),
      }),
    ),
  }),
  async handle({ query }, caller, deps) {
    const range = await rangeOf(query, caller.communeIds, deps.stores);
    return planProgress(range, deps);
  },
});

export const listEntries = apiRoute({
  method: 'get',
  path: '/indicator-entries',
  scope: 'read:indicators',
  summary: 'What was entered for the rows of the plan, with its history',
  params: z.object({}),
  query: z.object({ indicator: z.string().optional(), ...pagingQuery }),
  response: pageOf(indicatorEntrySchema),
  async handle({ query }, caller, { stores }) {
    const equals = query.indicator ? [query.indicator] : [];
    const page = await stores.indicatorEntries.find({ index: 'byIndicator', equals, ...pagingOf(query) });
    const entries = page.items.map(({ value }) => value);
    const visible = entries.filter(({ unitId }) => caller.communeIds?.includes(unitId) ?? true);
    return { items: visible, cursor: page.cursor };
  },
});

export const postEntry = writeRoute({
  method: 'post',
  path: '/indicator-entries',
  scope: 'write:indicators',
  summary: 'A number for a row of the plan that the teams’ reports do not feed; the newest stands',
  params: z.object({}),
  body: z.strictObject({
    indicator: z.string().describe('D8-2.1.2'),
    unit: z.string().max(100).describe('Id, code or name of a commune or the province.'),
    period: z.string().refine(isEntryPeriod, ENTRY_PERIOD_EXAMPLE),
    numerator: count,
    denominator: count.nullable().default(null),
    evidence: line(500).describe('Where the number can be looked up. No names of people.'),
  }),
  response: indicatorEntrySchema,
  target: async ({ body }, deps) => targetOf(body.unit, daysOf(body.period).to, deps),
  audit: ({ body: { indicator, unit, period, numerator, denominator } }) => ({
    action: 'indicator.enter',
    target: indicator,
    change: { unit, period, numerator, denominator },
  }),
  handle: ({ body, effectId }, caller, deps) =>
    enterIndicator({ ...body, effectId, enteredBy: `token:${caller.token.name}` }, deps),
});

export const deleteEntry = writeRoute({
  method: 'delete',
  path: '/indicator-entries/:id',
  scope: 'write:indicators',
  summary: 'Takes an entry back; it stays as history',
  params: z.object({ id: z.string() }),
  body: z.strictObject({}),
  response: indicatorEntrySchema,
  async target({ params }, deps) {
    const entry = (await deps.stores.indicatorEntries.get(params.id))?.value;
    if (!entry) throw new Refused('entry-unknown');
    return targetOf(entry.unitId, daysOf(entry.period).to, deps);
  },
  audit: ({ params }) => ({ action: 'indicator.withdraw', target: params.id }),
  handle: ({ params }, _caller, deps) => withdrawEntry(params.id, deps),
});

/** A number of the whole province is nobody’s commune. */
async function targetOf(asked: string, day: string, { stores }: ApiDeps): Promise<Target> {
  const { asked: unit, communes } = await resolveUnit(asked, day, stores);
  return unit.level === 'province' ? 'whole-network' : communes.map(({ id }) => id);
}
