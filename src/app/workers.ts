import type { Config } from '../config/config.ts';
import { createBells } from '../jobs/bells.ts';
import { cleanUpJob } from '../jobs/clean-up.ts';
import { fetchMediaJob } from '../jobs/fetch-media.ts';
import { keepTokensJob } from '../jobs/keep-tokens.ts';
import { sendJob } from '../jobs/send.ts';
import { startJobs } from '../jobs/start-jobs.ts';
import { turnJob } from '../jobs/turn.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import { createGuardedFetch } from '../lib/guarded-fetch.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { Queue } from '../queue/queue.ts';
import type { AccountGate } from '../services/account-gate.ts';
import type { CardMemory } from '../services/card-memory.ts';
import { createCleanUp } from '../services/clean-up.ts';
import { createFetchMedia } from '../services/fetch-media.ts';
import type { Metrics } from '../services/metrics.ts';
import { deliverNotice } from '../services/notices/deliver-notice.ts';
import { createRateLimit } from '../services/rate-limit.ts';
import { createRecipientPolicy } from '../services/recipient-policy.ts';
import { createSendLane } from '../services/send-lane.ts';
import { createStoreOutage } from '../services/store-outage.ts';
import { createSweep } from '../services/sweep.ts';
import { createBot } from './bot.ts';
import type { OpenChannels } from './channels.ts';
import type { Knowledge } from './knowledge.ts';
import type { OpenStore } from './open-store.ts';
import type { Upkeep } from './upkeep.ts';

/** A sweep goes round so often (DESIGN.md §3). */
const SWEEP_EVERY_MS = 2 * Second.ms;

export interface WorkerDeps {
  config: Config;
  store: OpenStore;
  channels: OpenChannels;
  knowledge: Knowledge;
  queue: Queue;
  /** Whether accounts may send; operators release a stopped one here. */
  gate: AccountGate;
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
  /** Events have come into the inbox: rings for their conversations. */
  arrived(conversationIds: Iterable<string>): void;
  stop(): Promise<void>;
}

/** Starts everything that happens behind the webhook: turns, sends, downloads, clean-up and the sweep. */
export async function startWorkers(deps: WorkerDeps): Promise<Workers> {
  const { config, store, channels, queue, gate, metrics, clock, logger } = deps;
  const { storage, stores, blobs } = store;
  const bells = createBells(queue, () => metrics.bellsFailed.inc());
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
  const sendLane = createSendLane({
    outbox: storage.outbox,
    channelOf: channels.channelOf,
    policy: createRecipientPolicy({
      conversations: storage.conversations,
      clock,
      timeZone: config.timeZone,
      blocked: stores.blockedRecipients,
    }),
    gate,
    rate: createRateLimit(stores.buckets, clock),
    clock,
    ids: deps.ids,
    counters: { send: (channel, lane, result) => metrics.sends.inc({ channel, lane, result }) },
  });
  const fetchMedia = createFetchMedia({
    stores,
    blobs,
    fetchOf: mediaFetchers(deps),
    clock,
    logger: logger.child({ comp: 'media' }),
  });
  const keepFresh = async () => {
    for (const [channel, keeper] of channels.tokenKeepers) {
      const { ageMs } = await keeper.keepFresh();
      if (ageMs !== null) metrics.tokenAge.set({ channel }, ageMs / Second.ms);
    }
  };
  const cleanUp = createCleanUp({
    inbox: storage.inbox,
    outbox: storage.outbox,
    stores,
    blobs,
    clock,
    secretKey: store.secretKey,
    auditYears: deps.config.retention.auditYears,
  });

  await startJobs(
    [
      turnJob(runConversation),
      sendJob(sendLane, bells.lane),
      fetchMediaJob(fetchMedia),
      keepTokensJob(keepFresh),
      cleanUpJob(cleanUp),
      ...deps.upkeep.jobs,
    ],
    queue,
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
    sendLane,
    fetchMedia,
    deliverNotice: (id) => deliverNotice(id, notifyDeps),
    failed(kind, error) {
      metrics.sweepFailures.inc({ kind });
      logger.warn(
        { kind, reason: error instanceof Error ? error.name : 'unknown' },
        'sweep could not do a unit of work',
      );
    },
  });
  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweep().catch(() => outage.noteFailure());
  }, SWEEP_EVERY_MS);

  return {
    arrived(conversationIds) {
      for (const id of conversationIds) bells.turn(id);
    },
    async stop() {
      clearInterval(timer);
      await sweeping;
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
