import type { Middleware } from 'botbuilder-core';
import { orderTimeMs } from '../../domain/event-log.ts';
import { Hour } from '../../lib/duration.ts';
import { type LoadedTurn, loadedTurn } from '../loaded-turn.ts';

/** The bot stays quiet for so long after a human's last message in the inbox (DESIGN.md §8). */
const QUIET_MS = Hour.ms;

/** Kinds that a flow answers. */
const FOR_FLOWS: readonly string[] = ['message', 'tap', 'start', 'follow', 'edit', 'unsend'];

/** Handles what is about the conversation and not in it: echoes, humans, hand-overs, withdrawals, lost rights. */
export const platformEvents: Middleware = {
  async onTurn(context, next) {
    const turn = loadedTurn(context);
    if (FOR_FLOWS.includes(turn.event.kind)) {
      await next();
      return;
    }
    turn.notes.push(turn.event.kind);
    handle(turn);
  },
};

function handle(turn: LoadedTurn): void {
  const { event } = turn;
  const value = event.activity.value;
  switch (event.kind) {
    case 'echo':
      if (value?.echoOf === 'self') {
        turn.effects.push({
          type: 'prove-send',
          platformMessageId: event.activity.id,
          rowId: value.metadata ?? null,
          textHash: value.textHash ?? null,
        });
      } else {
        quieten(turn);
      }
      return;
    case 'handover':
      if (value?.action === 'to-us') turn.conversation.quietUntilMs = null;
      else quieten(turn);
      return;
    case 'withdraw':
      // No word about it: who takes their consent back on the platform is not written to any more.
      turn.effects.push({ type: 'erase-me', source: 'platform', personId: null });
      return;
    case 'permission-revoked':
      turn.effects.push({ type: 'stop-account', reason: 'permission-revoked' });
      return;
    case 'policy':
      if (value?.action === 'block') turn.effects.push({ type: 'stop-account', reason: 'policy-block' });
      return;
    default:
  }
}

/** Counted from the human's message, not from when it was told: an echo may come late. */
function quieten({ conversation, event, nowMs }: LoadedTurn): void {
  const atMs = orderTimeMs({ platformTimeMs: event.platformTimeMs, acceptedAtMs: nowMs });
  conversation.quietUntilMs = Math.max(conversation.quietUntilMs ?? 0, atMs + QUIET_MS);
}
