import type { TurnContext } from 'botbuilder-core';
import type { Conversation } from '../domain/conversation.ts';
import type { Effect } from '../domain/effect.ts';
import type { AcceptedEvent } from '../domain/event-log.ts';

/**
 * One event and the document it meets. Middleware and logic change this copy; only `turn.ts` commits it.
 */
export interface LoadedTurn {
  event: AcceptedEvent;
  conversationId: string;
  /** More events of this conversation wait behind this one. */
  more: boolean;
  /** True when a later event was processed before this one arrived. */
  late: boolean;
  conversation: Conversation;
  /** In the order in which they are to happen. */
  effects: Effect[];
  /** Short codes for the turn's log line. */
  notes: string[];
  nowMs: number;
}

const LOADED_TURN = Symbol('loaded turn');

export function putLoadedTurn(context: TurnContext, turn: LoadedTurn): void {
  context.turnState.set(LOADED_TURN, turn);
}

/** @throws {Error} outside a turn. */
export function loadedTurn(context: TurnContext): LoadedTurn {
  const turn = context.turnState.get<LoadedTurn>(LOADED_TURN);
  if (!turn) throw new Error('no turn is loaded here');
  return turn;
}
