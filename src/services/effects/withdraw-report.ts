import { withdrawReport } from '../reports/withdraw-report.ts';
import { settle } from './correct-report.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

/** A member takes a report of their team back. */
export const applyWithdrawReport: ApplyEffect<'withdraw-report'> = async (effect, context, deps) => {
  const personId = personOf(context);
  const by = { kind: 'person', personId, via: context.parts.channel } as const;
  const { sessionId, reason } = effect;
  const outcome = await withdrawReport({ sessionId, by, effectId: context.effectId, reason }, deps);
  await settle(outcome, effect.code, personId, context, deps);
};
