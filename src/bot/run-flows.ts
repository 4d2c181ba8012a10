import type { TurnContext } from 'botbuilder-core';
import { localTime, type PeriodKind, periodOf, previousPeriod } from '../domain/calendar.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Effect } from '../domain/effect.ts';
import type { FactRequest, LoadedFacts, MeFact } from '../domain/fact.ts';
import type { EngineEvent, EngineNow, FlowEngine, FlowLibrary } from '../flows/contract.ts';
import type { FactContext } from '../services/facts/fact-context.ts';
import { say } from './adapter.ts';
import { type LoadedTurn, loadedTurn } from './loaded-turn.ts';

/** More rounds of "load this, then run again" than any flow needs; beyond it the flow is broken. */
const MAX_FACT_ROUNDS = 6;

export interface RunFlowsDeps {
  engine: FlowEngine;
  /** The current flows and, for this conversation, the versions that its runs are pinned to. */
  libraryFor(conversation: Conversation, acceptedAtMs: number): Promise<FlowLibrary>;
  loadMe(conversationId: string, conversation: Conversation): Promise<MeFact>;
  loadFacts(requests: readonly FactRequest[], context: FactContext): Promise<LoadedFacts>;
  timeZone: string;
  periodKind: PeriodKind;
}

/** The bot's logic: gives the event and the facts that it needs to the pure engine, and takes its effects. */
export function runFlows(deps: RunFlowsDeps): (context: TurnContext) => Promise<void> {
  return async (context) => {
    const turn = loadedTurn(context);
    const { conversation } = turn;
    const [me, flows] = await Promise.all([
      deps.loadMe(turn.conversationId, conversation),
      deps.libraryFor(conversation, turn.event.acceptedAtMs),
    ]);
    const factContext = {
      eventKey: turn.event.key,
      conversationId: turn.conversationId,
      personId: conversation.personId,
    };
    let facts: LoadedFacts = {};
    const now = engineNow(turn.nowMs, deps);
    for (let round = 0; round < MAX_FACT_ROUNDS; round++) {
      const event = engineEvent(turn);
      const output = deps.engine.run({ state: conversation.flow, event, me, facts, now, flows });
      if (output.kind === 'needs') {
        facts = { ...facts, ...(await deps.loadFacts(output.facts, factContext)) };
        continue;
      }
      conversation.flow = output.state;
      turn.notes.push(...output.notes);
      for (const effect of output.effects) await take(context, turn, effect);
      return;
    }
    throw new Error('flow asked for facts without end');
  };
}

async function take(context: TurnContext, turn: LoadedTurn, effect: Effect): Promise<void> {
  if (effect.type === 'send') await say(context, effect.message, effect.purpose);
  else turn.effects.push(effect);
}

function engineEvent(turn: LoadedTurn): EngineEvent {
  const { event } = turn;
  const { text = '', attachments = [], value } = event.activity;
  return {
    key: event.key,
    messageId: event.activity.id,
    kind: event.kind as EngineEvent['kind'],
    text,
    payload: value?.payload ?? null,
    ref: value?.ref ?? null,
    attachments: attachments.map(({ contentType, contentUrl }) => ({
      kind: contentType.slice('loa/'.length) as EngineEvent['attachments'][number]['kind'],
      url: contentUrl ?? null,
    })),
    more: turn.more,
  };
}

function engineNow(nowMs: number, deps: Pick<RunFlowsDeps, 'timeZone' | 'periodKind'>): EngineNow {
  const local = localTime(nowMs, deps.timeZone);
  const period = periodOf(local.date, deps.periodKind);
  return { ms: nowMs, local, period, previousPeriod: previousPeriod(period) };
}
