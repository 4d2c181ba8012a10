import { z } from 'zod';
import { isPeriod } from '../../../domain/calendar.ts';
import { LEDGER_STATES } from '../../../domain/ledger.ts';
import { PERIOD_EXAMPLE } from '../../../services/input-fields.ts';
import { quarterLedger } from '../../../services/quarter-ledger.ts';
import { ApiError } from '../api-errors.ts';
import { pageOf, pagingQuery } from '../paging.ts';
import { apiRoute } from '../route.ts';

const sum = z.number().nullable().describe('Null when no session said the number.');

const ledgerRow = z.object({
  teamId: z.string(),
  teamName: z.string(),
  communeId: z.string(),
  period: z.string(),
  state: z.enum(LEDGER_STATES),
  onTime: z.boolean(),
  confirmedAtMs: z.number().nullable(),
  disputed: z.boolean().describe('Another member of the team answered otherwise.'),
  reason: z.string().nullable().describe('Why the team has not held a session, in its own words.'),
  plannedDate: z.string().nullable().describe('The day on which the team means to hold it.'),
  sessions: z.number(),
  gatherings: z.number().describe('Sessions that brought people together: only these count for the quarter.'),
  total: z.number(),
  female: sum,
  male: sum,
  dtts: sum,
  children: sum,
  leaflets: sum,
  sessionCodes: z.array(z.string()).describe('The reports behind every number.'),
});

export const getQuarter = apiRoute({
  method: 'get',
  path: '/quarters/:period',
  scope: 'read:quarters',
  summary: 'The ledger: every team in one period (2026-Q4, or 2026-11 where the period is the month)',
  params: z.object({ period: z.string().refine(isPeriod, PERIOD_EXAMPLE) }),
  query: z.object({ communeId: z.string().optional(), ...pagingQuery }),
  response: pageOf(ledgerRow),
  async handle({ params, query }, caller, deps) {
    const wanted = query.communeId ? [query.communeId] : null;
    const communeIds = caller.communeIds
      ? (wanted ?? caller.communeIds).filter((id) => caller.communeIds?.includes(id))
      : wanted;
    const filter = communeIds ? { communeIds } : {};
    const rows = await quarterLedger(params.period, filter, {
      ...deps,
      rules: deps.ledgerRules,
    });
    const from = query.cursor === undefined ? 0 : rows.findIndex((row) => row.teamId === query.cursor) + 1;
    if (query.cursor !== undefined && from === 0) throw new ApiError('cursor-invalid');
    const items = rows.slice(from, from + query.limit);
    const last = items.at(-1);
    const cursor = last && from + query.limit < rows.length ? last.teamId : null;
    return { items, cursor };
  },
});
