import { type ApplyEffect, personOf } from './effect-context.ts';

/** The code that this turn shows leads to this chat from now on. */
export const applyOfferLink: ApplyEffect<'offer-link'> = async ({ code }, context, deps) => {
  const { conversationId } = context;
  await deps.linkCodes.offer(code, { conversationId, personId: personOf(context) });
};
