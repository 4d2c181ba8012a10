import type { ApplyEffect } from './effect-context.ts';

/** Begins the erasure; the message that follows in this turn is the last one. */
export const applyEraseMe: ApplyEffect<'erase-me'> = async (effect, context, deps) => {
  const { source, personId } = effect;
  const { conversationId, effectId } = context;
  const farewellId = source === 'chat' ? `${effectAfter(effectId)}:0` : null;
  await deps.eraser.begin({ occasion: effectId, source, conversationId, personId, farewellId });
};

/** `<eventKey>#3` → `<eventKey>#4`. */
function effectAfter(effectId: string): string {
  return effectId.replace(/\d+$/, (n) => String(Number(n) + 1));
}
