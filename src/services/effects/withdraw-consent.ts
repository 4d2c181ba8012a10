import type { ApplyEffect } from './effect-context.ts';

/** The conversation forgets its consent in the turn's own write; the proof of it is ended here. */
export const applyWithdrawConsent: ApplyEffect<'withdraw-consent'> = async (_effect, context, deps) => {
  await deps.consents.end(context.conversationId);
};
