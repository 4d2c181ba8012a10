import { TurnAdapter } from '../bot/adapter.ts';
import { noteInteraction } from '../bot/middleware/interaction.ts';
import { platformEvents } from '../bot/middleware/platform-events.ts';
import { quietWhileHuman } from '../bot/middleware/quiet.ts';
import { safetyCard } from '../bot/middleware/safety-card.ts';
import { voiceNoteAnswer } from '../bot/middleware/voice-note.ts';
import { type ConversationRunnerDeps, createConversationRunner } from '../bot/run-conversation.ts';
import { runFlows } from '../bot/run-flows.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { CardMemory } from '../services/card-memory.ts';
import { applyEffect } from '../services/effects/index.ts';
import { loadFacts, loadMe } from '../services/facts/index.ts';
import type { Metrics } from '../services/metrics.ts';
import type { OpenChannels } from './channels.ts';
import type { OpenStore } from './open-store.ts';
import type { Talk } from './talk.ts';

export interface BotDeps {
  config: Config;
  store: OpenStore;
  channels: OpenChannels;
  talk: Talk;
  cards: CardMemory;
  metrics: Metrics;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  ring: ConversationRunnerDeps['ring'];
}

/** Puts middleware, flows and the turn together: what works off a conversation's events. */
export function createBot(deps: BotDeps): ReturnType<typeof createConversationRunner> {
  const { config, store, channels, talk, cards, metrics, clock, ids } = deps;
  const { storage, stores } = store;
  const times = { timeZone: config.timeZone, periodKind: config.rules.period };
  const { linkCodes } = store;
  const factDeps = { stores, sequences: storage.sequences, linkCodes, clock, ...times };
  const effectDeps = {
    stores,
    outbox: storage.outbox,
    conversations: storage.conversations,
    eraser: store.eraser,
    consents: store.consents,
    linkCodes,
    channelOf: channels.channelOf,
    clock,
    ids,
    ...times,
  };

  const adapter = new TurnAdapter();
  adapter.use(
    noteInteraction,
    safetyCard({
      cardFor: talk.cardFor,
      shown: (conversationId) => cards.shown(conversationId),
      answerOf: (event) => cards.answerOf(event, event.acceptedAtMs),
    }),
    platformEvents,
    quietWhileHuman,
    voiceNoteAnswer(talk.voiceNoteAnswer),
  );
  const logic = runFlows({
    engine: talk.engine,
    libraryFor: talk.shelf.libraryFor,
    loadMe: (id, conversation) => loadMe(id, conversation, factDeps),
    loadFacts: (requests, context) => loadFacts(requests, context, factDeps),
    ...times,
  });

  return createConversationRunner({
    adapter,
    logic,
    conversations: storage.conversations,
    inbox: storage.inbox,
    applyEffect: (effect, context) => applyEffect(effect, context, effectDeps),
    ring: deps.ring,
    counters: {
      turn(channel, outcome, durationMs) {
        metrics.turns.inc({ channel, outcome });
        metrics.turnSeconds.observe(durationMs / 1000);
      },
      parked: (channel) => metrics.parked.inc({ channel }),
    },
    clock,
    ids,
    logger: deps.logger.child({ comp: 'turn' }),
  });
}
