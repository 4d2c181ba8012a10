import type { Config } from '../config/config.ts';
import type { Bells } from '../jobs/bells.ts';
import { cleanUpJob } from '../jobs/clean-up.ts';
import { fetchMediaJob, MEDIA_QUEUE } from '../jobs/fetch-media.ts';
import { keepTokensJob } from '../jobs/keep-tokens.ts';
import { noteErasuresJob } from '../jobs/note-erasures.ts';
import { sendJob, sendQueueOf } from '../jobs/send.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { turnJob } from '../jobs/turn.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import { createGuardedFetch } from '../lib/guarded-fetch.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import { repeat } from '../lib/repeat.ts';
import type { Queue } from '../queue/queue.ts';
import type { AccountGate } from '../services/account-gate.ts';
import { createErasureJournal } from '../services/backup/erasure-journal.ts';
import type { HoldState } from '../services/backup/hold.ts';
import type { CardMemory } from '../services/card-memory.ts';
import { createCleanUp } from '../services/clean-up.ts';
import { createFetchMedia } from '../services/fetch-media.ts';
import { createForgetCards } from '../services/forget-cards.ts';
import type { Metrics } from '../services/metrics.ts';
import { deliverNotice } from '../services/notices/deliver-notice.ts';
import { createPace } from '../services/pace.ts';
import { createQueuePauses } from '../services/queue-pauses.ts';
import { createRateLimit } from '../services/rate-limit.ts';
import { createRecipientPolicy } from '../services/recipient-policy.ts';
import { createSendLane, type LaneOutcome } from '../services/send-lane.ts';
import { createStoreOutage } from '../services/store-outage.ts';
import { createSweep } from '../services/sweep.ts';
import { createTimedJobs } from '../services/timed-jobs.ts';
import { createUnsentAttempts } from '../services/unsent-attempts.ts';
import type { RecipientLane } from '../storage/outbox.ts';
import { createBot } from './bot.ts';
import type { OpenChannels } from './channels.ts';
import type { OpenStore } from './open-store.ts';
import type { Talk } from './talk.ts';
import type { Upkeep } from './upkeep.ts';

/** A sweep goes round so often (DESIGN.md §3). */
const SWEEP_EVERY_MS = 2 * Second.ms;
/** Safety cards that one ring sends; the next sweep sends what is left. */
const CARDS_AT_ONCE = 50;
/** Timed jobs without a bell, and a queue that forgot its pauses, are looked for so often. */
const CARE_EVERY_MS = 15 * Second.ms;

export interface WorkerDeps {
  config: Config;
  store: OpenStore;
  channels: OpenChannels;
  talk: Talk;
  queue: Queue;
  bells: Bells;
  /** Whether accounts may send; operators release a stopped one here. */
  gate: AccountGate;
  /** Whether the system waits for its release after a restore or a move. */
  hold: HoldState;
  cards: CardMemory;
  metrics: Metrics;
  /** What keeps the channels in order; see `upkeep.ts`. */
  upkeep: Upkeep;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  /** Base addresses from which media may come although they are not public: the simulator's. */
  trustedMediaOrigins: readonly string[];
}

export interface Workers {
  stop(): Promise<void>;
}

/** Starts everything that happens behind the webhook: turns, sends, downloads, clean-up and the sweep. */
export async function startWorkers(deps: WorkerDeps): Promise<Workers> {
  const { config, store, channels, queue, bells, gate, hold, metrics, clock, logger } = deps;
  const { storage, stores, blobs } = store;
  const outage = createStoreOutage(clock);

  const bot = createBot({ ...deps, ring: bells.effects });
  const runConversation = async (conversationId: string) => {
    if (!outage.mayWork()) return;
    try {
      if ((await bot(conversationId)) === 'more') bells.turn(conversationId);
    } catch (error) {
      outage.noteFailure();
      throw error;
    }
  };
  const pauses = createQueuePauses(stores.queuePauses, queue);
  await pauses.refresh().catch(() => {});
  const unsent = createUnsentAttempts(storage.outbox, clock);
  const cards = createForgetCards(storage.emptyLog);
  const sendNow = createSendLane({
    cardRemoved: cards.removed,
    outbox: storage.outbox,
    unsent,
    channelOf: channels.channelOf,
    policy: createRecipientPolicy({
      conversations: storage.conversations,
      clock,
      timeZone: config.timeZone,
      blocked: stores.blockedRecipients,
    }),
    gate,
    rate: createRateLimit(stores.buckets, clock),
    pace: createPace(channels.pressureGauges),
    clock,
    ids: deps.ids,
    counters: { send: (channel, lane, result) => metrics.sends.inc({ channel, lane, result }) },
  });
  const sendLane = async (recipient: RecipientLane): Promise<LaneOutcome> => {
    if (pauses.isPaused(sendQueueOf(recipient)) || (await hold.current())) return { state: 'idle' };
    return sendNow(recipient);
  };
  const dueCards = (channel: string) =>
    storage.outbox.due(clock.systemNow(), CARDS_AT_ONCE, { channels: [channel], lanes: ['safety'] });
  const fetchNow = createFetchMedia({
    stores,
    blobs,
    fetchOf: mediaFetchers(deps),
    clock,
    logger: logger.child({ comp: 'media' }),
  });
  const fetchMedia = async (id: string) => {
    if (!pauses.isPaused(MEDIA_QUEUE)) await fetchNow(id);
  };
  const keepFresh = hold.unlessHeld(async () => {
    for (const [channel, keeper] of channels.tokenKeepers) {
      const { ageMs } = await keeper.keepFresh();
      if (ageMs !== null) metrics.tokenAge.set({ channel }, ageMs / Second.ms);
    }
  });
  const cleanUp = createCleanUp({
    inbox: storage.inbox,
    outbox: storage.outbox,
    stores,
    blobs,
    clock,
    secretKey: store.secretKey,
    auditYears: deps.config.retention.auditYears,
    draftDays: config.retention.draftDays,
    chatDays: config.retention.chatDays,
    photoYears: config.retention.photoYears,
    consentYears: config.retention.consentYears,
    timeZone: config.timeZone,
    conversations: storage.conversations,
    ids: deps.ids,
    ...(storage.scrub && { scrub: storage.scrub }),
  });

  const timed = createTimedJobs({
    records: stores.timedJobs,
    clock,
    failed: (job) => logger.warn({ job }, 'a timed job without its bell failed'),
  });
  await startJobs(
    [
      turnJob(runConversation),
      sendJob({ sendLane, dueCards, ringLater: bells.lane }),
      fetchMediaJob(fetchMedia),
      keepTokensJob(keepFresh),
      cleanUpJob(cleanUp),
      ...(config.backup.dir === null
        ? []
        : [noteErasuresJob(createErasureJournal(config.backup.dir, stores))]),
      ...deps.upkeep.jobs,
    ],
    queue,
    timed,
    logger.child({ comp: 'jobs' }),
  );

  const notifyDeps = {
    stores,
    conversations: storage.conversations,
    outbox: storage.outbox,
    channelOf: channels.channelOf,
    clock,
    timeZone: config.timeZone,
  };
  const sweep = createSweep({
    inbox: storage.inbox,
    outbox: storage.outbox,
    stores,
    clock,
    runConversation,
    takeBackUnsent: unsent.takeBack,
    sendLane,
    fetchMedia,
    deliverNotice: hold.unlessHeld((id: string) => deliverNotice(id, notifyDeps)),
    finishErasure: (code) => store.eraser.finish(code),
    failed(kind, error) {
      metrics.sweepFailures.inc({ kind });
      logger.warn(
        { kind, reason: error instanceof Error ? error.name : 'unknown' },
        'sweep could not do a unit of work',
      );
    },
  });
  const sweepOnce = async (stopping: AbortSignal) => {
    await pauses.refresh();
    await sweep(stopping);
    await cards.forget();
  };
  const stopSweeping = repeat(SWEEP_EVERY_MS, sweepOnce, () => outage.noteFailure());
  const care = async () => {
    await timed.runOverdue();
    await pauses.alignQueue();
  };
  // A queue that is away is told when it is back.
  const stopCaring = repeat(CARE_EVERY_MS, care, () => {});

  return {
    async stop() {
      await Promise.all([stopSweeping(), stopCaring()]);
    },
  };
}

function mediaFetchers({ config, trustedMediaOrigins }: WorkerDeps) {
  const { maxBytes, timeoutMs, hosts } = config.media;
  const of = (allowHosts: string[]) =>
    createGuardedFetch({ allowHosts, maxBytes, timeoutMs, exceptions: trustedMediaOrigins });
  const fetchers: Record<string, ReturnType<typeof of>> = {
    zalo: of(hosts.zalo),
    messenger: of(hosts.messenger),
  };
  return (channel: string) => fetchers[channel] ?? null;
}
