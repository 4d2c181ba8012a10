import type { ApplyEffect } from './effect-context.ts';

/** Remembers a wrong join code: five within an hour lock the conversation. */
export const applyCountWrongCode: ApplyEffect<'count-wrong-code'> = async (_effect, context, deps) => {
  await deps.stores.joinAttempts.insertIfAbsent(context.effectId, {
    conversationId: context.conversationId,
    atMs: deps.clock.businessNow(),
  });
};
