import { type ApplyEffect, personOf } from './effect-context.ts';

/** The person exists from here on. The proof itself (version and time) stands in the conversation. */
export const applyGiveConsent: ApplyEffect<'give-consent'> = async (_effect, context, deps) => {
  const personId = personOf(context);
  const nowMs = deps.clock.businessNow();
  await deps.stores.people.insertIfAbsent(personId, { id: personId, name: null, createdAtMs: nowMs });
  await deps.stores.identities.insertIfAbsent(context.conversationId, {
    conversationId: context.conversationId,
    personId,
    sinceMs: nowMs,
    displayName: null,
    profileDueAtMs: deps.clock.systemNow(),
  });
};
