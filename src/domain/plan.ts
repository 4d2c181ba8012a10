import { z } from 'zod';
import type { IsoDate } from './calendar.ts';

/** One row of a plan. */
export const indicatorSchema = z.object({
  /** `D8-1.2.02a`; the same code in another version is the same work. */
  code: z.string().regex(/^D8-[\d.]+[a-z]?$/),
  name: z.string().min(1),
  /** Null where the plan states no number. */
  target: z.number().nullable(),
  /** What is counted; `%` at the front when it is a share, which needs a denominator. */
  unit: z.string().nullable(),
  period: z.enum(['once', 'annual', 'quarterly', 'monthly']),
  start: z.string().nullable(),
  deadline: z.string().nullable(),
  /** Who does and reports it, as the plan says. */
  level: z.string(),
});

export type Indicator = z.infer<typeof indicatorSchema>;

/** The plan over the days on which it holds. */
export interface PlanVersion {
  version: number;
  title: string;
  validFrom: IsoDate;
  /** Last day; null while it holds. */
  validTo: IsoDate | null;
  /** `to-be-confirmed`: worked by in good faith until the province has decided. */
  confirmation: 'confirmed' | 'to-be-confirmed';
  note: string | null;
  indicators: readonly Indicator[];
}

/** All versions, oldest first. */
export type Plan = readonly PlanVersion[];

/** "Each team holds at least so many sessions in each quarter": what the ledger measures against. */
export const TEAM_SESSIONS_CODE = 'D8-1.2.02a';

/** The version that holds on a day; null outside all of them. */
export function planOn(plan: Plan, date: IsoDate): PlanVersion | null {
  return (
    plan.find(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo)) ?? null
  );
}

/** Gatherings that a team owes in a period that ends on `date`; 1 where no plan says so. */
export function sessionsOwed(plan: Plan, date: IsoDate): number {
  const row = planOn(plan, date)?.indicators.find(({ code }) => code === TEAM_SESSIONS_CODE);
  return row?.target ?? 1;
}

/** A share: its actual is never one number, always two. */
export function isShare({ unit }: Indicator): boolean {
  return unit?.startsWith('%') ?? false;
}
