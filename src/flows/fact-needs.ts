import { z } from 'zod';
import { isPeriod } from '../domain/calendar.ts';
import type { FactRequest } from '../domain/fact.ts';
import type { Resolve } from './template.ts';

const path = z.string().regex(/^[\w.-]+$/);

/**
 * Facts that a flow names in its `facts:` block: `quarter: { fact: quarter, teamId: team.teamId, period: period }`.
 * Each parameter is the path of its value. A fact is loaded when a step first looks at it.
 */
export const factNeedSchema = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('join-code'), code: path }),
  z.strictObject({ fact: z.literal('seat-by-name'), teamId: path, personName: path }),
  z.strictObject({ fact: z.literal('report-code') }),
  z.strictObject({ fact: z.literal('similar-reports'), teamId: path, date: path }),
  z.strictObject({ fact: z.literal('quarter'), teamId: path, period: path }),
  z.strictObject({ fact: z.literal('officer'), teamId: path.optional() }),
  z.strictObject({ fact: z.literal('draft-photos'), draftId: path }),
  z.strictObject({ fact: z.literal('report'), code: path }),
  z.strictObject({ fact: z.literal('my-reports') }),
  z.strictObject({ fact: z.literal('my-data') }),
  z.strictObject({ fact: z.literal('link-code') }),
  z.strictObject({ fact: z.literal('link-offer'), code: path }),
]);

export type FactNeed = z.infer<typeof factNeedSchema>;

/** The request for a fact; null while something that it depends on is not known. */
export function requestOf(need: FactNeed, resolve: Resolve): FactRequest | null {
  const text = (name: string) => {
    const value = resolve(name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if (need.fact === 'report-code' || need.fact === 'link-code') return { name: need.fact };
  if (need.fact === 'officer') return { name: 'officer', teamId: need.teamId ? text(need.teamId) : null };
  if (need.fact === 'my-reports' || need.fact === 'my-data') return { name: need.fact };
  if (need.fact === 'join-code' || need.fact === 'report' || need.fact === 'link-offer') {
    const code = text(need.code);
    return code === null ? null : { name: need.fact, code };
  }
  if (need.fact === 'draft-photos') {
    const draftId = text(need.draftId);
    return draftId === null ? null : { name: 'draft-photos', draftId };
  }
  const teamId = text(need.teamId);
  if (teamId === null) return null;
  if (need.fact === 'seat-by-name') {
    const personName = text(need.personName);
    return personName === null ? null : { name: 'seat-by-name', teamId, personName };
  }
  if (need.fact === 'quarter') {
    const period = text(need.period);
    return period === null || !isPeriod(period) ? null : { name: 'quarter', teamId, period };
  }
  const date = text(need.date);
  return date === null ? null : { name: 'similar-reports', teamId, date };
}

/** Thrown inside the engine to stop at the first missing fact; never leaves it. */
export class FactMissing extends Error {
  readonly request: FactRequest;

  constructor(request: FactRequest) {
    super(`fact missing: ${request.name}`);
    this.request = request;
  }
}
