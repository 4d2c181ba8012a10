import { type ApplyEffect, personOf } from './effect-context.ts';

/** The person exists from here on, and so does the proof of what they agreed to. */
export const applyGiveConsent: ApplyEffect<'give-consent'> = async (effect, context, deps) => {
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
  const { conversationId, effectId, parts } = context;
  await deps.consents.give({
    ...{ effectId, conversationId, channel: parts.channel, textVersion: effect.textVersion },
  });
};
