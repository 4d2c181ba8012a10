import { onTestFinished } from 'vitest';
import { TurnAdapter } from '../../src/bot/adapter.ts';
import { noteInteraction } from '../../src/bot/middleware/interaction.ts';
import { platformEvents } from '../../src/bot/middleware/platform-events.ts';
import { quietWhileHuman } from '../../src/bot/middleware/quiet.ts';
import { safetyCard } from '../../src/bot/middleware/safety-card.ts';
import { voiceNoteAnswer } from '../../src/bot/middleware/voice-note.ts';
import { type ConversationRunnerDeps, createConversationRunner } from '../../src/bot/run-conversation.ts';
import { runFlows } from '../../src/bot/run-flows.ts';
import type { AcceptedEvent } from '../../src/domain/event-log.ts';
import type { FlowEngine } from '../../src/flows/contract.ts';
import { type Clock, frozenClock } from '../../src/lib/clock.ts';
import { seededIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createAccountGate } from '../../src/services/account-gate.ts';
import { applyEffect } from '../../src/services/effects/index.ts';
import { loadFacts, loadMe } from '../../src/services/facts/index.ts';
import { createPace } from '../../src/services/pace.ts';
import { createRateLimit } from '../../src/services/rate-limit.ts';
import { createRecipientPolicy } from '../../src/services/recipient-policy.ts';
import { createSendLane } from '../../src/services/send-lane.ts';
import { openStores } from '../../src/services/stores.ts';
import { createUnsentAttempts } from '../../src/services/unsent-attempts.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { echoEngine, NO_FLOWS } from './echo-engine.ts';
import { testConsents, testEraser, testLinkCodes } from './eraser.ts';
import { NOW_MS } from './events.ts';
import { stubChannel } from './stub-channel.ts';
import { tempDir } from './temp-dir.ts';

export type Runtime = Awaited<ReturnType<typeof openRuntime>>;

export interface RuntimeOptions {
  engine?: FlowEngine;
  change?: Partial<ConversationRunnerDeps>;
  /** Default: SQLite in a fresh folder. */
  openStorage?(clock: Clock): Promise<Storage>;
}

const openSqlite = (clock: Clock): Promise<Storage> => openSqliteStorage({ dataDir: tempDir(), clock });

/** The real turn and send path over a real store, a frozen clock and a channel that is a list. */
export async function openRuntime(options: RuntimeOptions = {}) {
  const clock = frozenClock(NOW_MS);
  const ids = seededIds('runtime');
  const storage = await (options.openStorage ?? openSqlite)(clock);
  onTestFinished(() => storage.close());
  const stores = openStores(storage);
  const channel = stubChannel(() => clock.systemNow());
  const channelOf = () => channel;
  const times = { timeZone: 'Asia/Ho_Chi_Minh', periodKind: 'quarter' as const };
  const linkCodes = testLinkCodes({ stores, clock });
  const effectDeps = {
    stores,
    outbox: storage.outbox,
    conversations: storage.conversations,
    eraser: testEraser({ stores, storage, clock, ids }),
    consents: testConsents({ stores, clock }),
    linkCodes,
    channelOf,
    clock,
    ids,
    ...times,
  };
  const factDeps = { stores, sequences: storage.sequences, linkCodes, clock, ...times };
  const parked: string[] = [];
  /** What the platform tells of its own limit, 0 to 1. */
  const usage = { pressure: 0 };
  const gauge = { pressure: () => usage.pressure };

  const adapter = new TurnAdapter();
  const cardFor: Parameters<typeof safetyCard>[0]['cardFor'] = ({ answer }) => [
    { text: answer ?? 'thẻ an toàn' },
  ];
  adapter.use(
    noteInteraction,
    safetyCard({ cardFor, shown: () => {}, answerOf: () => null }),
    platformEvents,
    quietWhileHuman,
    voiceNoteAnswer((language) => [{ text: `chưa ai nghe (${language ?? 'vi'})` }]),
  );
  const runner: ConversationRunnerDeps = {
    adapter,
    logic: runFlows({
      engine: options.engine ?? echoEngine(),
      libraryFor: async () => NO_FLOWS,
      loadMe: (id, conversation) => loadMe(id, conversation, factDeps),
      loadFacts: (requests, context) => loadFacts(requests, context, factDeps),
      ...times,
    }),
    conversations: storage.conversations,
    inbox: storage.inbox,
    applyEffect: (effect, context) => applyEffect(effect, context, effectDeps),
    ring: () => {},
    counters: { turn: () => {}, parked: (id) => parked.push(id) },
    clock,
    ids,
    logger: silentLogger(),
    ...options.change,
  };
  const gate = createAccountGate(stores.accountStates, clock, silentLogger());
  const unsent = createUnsentAttempts(storage.outbox, clock);
  const sendDeps = {
    cardRemoved() {},
    outbox: storage.outbox,
    unsent,
    channelOf,
    policy: createRecipientPolicy({
      conversations: storage.conversations,
      clock,
      timeZone: times.timeZone,
      blocked: stores.blockedRecipients,
    }),
    gate,
    rate: createRateLimit(stores.buckets, clock),
    pace: createPace(new Map([['zalo' as const, gauge]])),
    clock,
    ids,
    counters: { send: () => {} },
  };
  return {
    clock,
    ids,
    storage,
    stores,
    channel,
    gate,
    usage,
    parked,
    runner,
    run: createConversationRunner(runner),
    send: createSendLane(sendDeps),
    takeBackUnsent: unsent.takeBack,
    accept: (...events: AcceptedEvent[]) => storage.inbox.acceptMany(events),
    /** Everything that is due, until nothing is: turns first, then sends. */
    async settle(conversationId: string) {
      await createConversationRunner(runner)(conversationId);
      for (const lane of await storage.outbox.due(clock.systemNow(), 100))
        await createSendLane(sendDeps)(lane);
    },
  };
}
