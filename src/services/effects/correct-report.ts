import { peopleOf } from '../links/linked-people.ts';
import type { ReportOutcome } from '../reports/change-report.ts';
import { correctReport } from '../reports/correct-report.ts';
import { tellReporter } from '../reports/tell-reporter.ts';
import { type ApplyEffect, type EffectContext, type EffectDeps, personOf } from './effect-context.ts';
import { applySend } from './send.ts';

/** A member corrects a report of their team; its reporter hears of it when it was somebody else's. */
export const applyCorrectReport: ApplyEffect<'correct-report'> = async (effect, context, deps) => {
  const personId = personOf(context);
  const by = { kind: 'person', personId, via: context.parts.channel } as const;
  const { sessionId, fields } = effect;
  const change = { sessionId, by, effectId: context.effectId, reason: null, fields };
  await settle(await correctReport(change, deps), effect.code, personId, context, deps);
};

/** Tells who must know of a change: its reporter, or the person themselves when it came too late. */
export async function settle(
  outcome: ReportOutcome,
  code: string,
  personId: string,
  context: EffectContext,
  deps: EffectDeps,
): Promise<void> {
  if (outcome.done) {
    const own = await peopleOf(personId, deps.stores);
    if (!own.includes(outcome.session.reporterId)) await tellReporter(outcome, deps);
  } else if (outcome.why !== 'nothing-to-change') {
    // Somebody else was faster: an officer or another member.
    const text = `Báo cáo ${code} vừa có thay đổi khác nên em chưa ghi được. Anh/chị nhắn "${code}" để xem lại giúp em.`;
    await applySend({ type: 'send', message: { text } }, context, deps);
  }
}
