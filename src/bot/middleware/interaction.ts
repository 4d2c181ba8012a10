import type { Middleware } from 'botbuilder-core';
import type { EventKind } from '../../domain/activity.ts';
import { compareOrder, orderKeyOf, orderTimeMs } from '../../domain/event-log.ts';
import { type LoadedTurn, loadedTurn } from '../loaded-turn.ts';

/** Acts that open or renew the window in which a reply is allowed (both dossiers; receipts and echoes do not). */
const OPENS_WINDOW: readonly EventKind[] = [
  'message',
  'tap',
  'start',
  'follow',
  'edit',
  'reaction',
  'submit-info',
];

/** Keeps the conversation's place in time: order, reply window, following. */
export const noteInteraction: Middleware = {
  async onTurn(context, next) {
    const turn = loadedTurn(context);
    noteOrder(turn);
    noteWindow(turn);
    await next();
  },
};

function noteOrder(turn: LoadedTurn): void {
  const order = orderKeyOf(turn.event);
  const last = turn.conversation.lastOrder;
  turn.late = last !== null && compareOrder(order, last) < 0;
  if (turn.late) turn.notes.push('late');
  else turn.conversation.lastOrder = order;
}

function noteWindow(turn: LoadedTurn): void {
  const { conversation, event } = turn;
  if (event.kind === 'unfollow') conversation.following = false;
  if (event.kind === 'follow') conversation.following = true;
  const takenBack = event.activity.value?.reaction === 'unreact';
  if (!OPENS_WINDOW.includes(event.kind) || takenBack) return;
  // People's time, which the simulator may have moved ahead of the machine's.
  const atMs = orderTimeMs({ platformTimeMs: event.platformTimeMs, acceptedAtMs: turn.nowMs });
  const lastMs = conversation.lastInteractionAtMs;
  if (lastMs !== null) turn.effects.push({ type: 'give-owed' });
  conversation.lastInteractionAtMs = Math.max(lastMs ?? 0, atMs);
  conversation.blocked = false;
}
