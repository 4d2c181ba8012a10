import { changeOtherChats } from '../links/other-chats.ts';
import type { ApplyEffect } from './effect-context.ts';

/** The turn's own write has changed this conversation; a linked one follows, because a person says "dừng" once. */
export const applySetOptOut: ApplyEffect<'set-opt-out'> = async ({ optedOut }, { personId }, deps) => {
  if (personId === null) return;
  await changeOtherChats(personId, (conversation) => ({ ...conversation, optedOut }), deps);
};
