import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Role } from '../config/role.ts';
import { localTime } from '../domain/calendar.ts';
import type { AcceptedEvent } from '../domain/event-log.ts';
import { createBells } from '../jobs/bells.ts';
import { SinkAway } from '../journal/journal.ts';
import type { MovableClock } from '../lib/clock.ts';
import { Minute, Second } from '../lib/duration.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import { loopShare } from '../lib/loop-share.ts';
import { repeat } from '../lib/repeat.ts';
import { createAccept } from '../services/accept.ts';
import { createAccountGate } from '../services/account-gate.ts';
import { createHoldState, type HoldState } from '../services/backup/hold.ts';
import { createCardMemory } from '../services/card-memory.ts';
import { createChannelActivity } from '../services/channel-activity.ts';
import type { Tombstones } from '../services/erase/tombstones.ts';
import { createMetrics, type Metrics } from '../services/metrics.ts';
import { createSafetyCheck } from '../services/safety-check.ts';
import type { Inbox } from '../storage/inbox.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { commandRouter } from '../web/commands.ts';
import { createExpressApp } from '../web/express-app.ts';
import { createHealth } from '../web/health.ts';
import { createIngress } from '../web/ingress.ts';
import { createOperationsApp } from '../web/operations.ts';
import { contentRouter } from '../web/pages/content-router.ts';
import { privacyRouter } from '../web/pages/privacy-router.ts';
import { recordingPages } from '../web/recordings.ts';
import { openChannels } from './channels.ts';
import { createDoctor } from './doctor.ts';
import { listen } from './http-server.ts';
import { loadKnowledge } from './knowledge.ts';
import { loadUnits } from './load-units.ts';
import { metaDeletion } from './meta-deletion.ts';
import { officerDeps } from './officer-deps.ts';
import { openBells, openWhispersOf } from './open-bells.ts';
import { openStore } from './open-store.ts';
import { type OrderedStop, orderedStop } from './ordered-stop.ts';
import { projectRoot } from './project-root.ts';
import { removeServerFile, writeServerFile } from './server-file.ts';
import { loadDemoIfEmpty, openSimulator, simulatorPages, withSimulator } from './simulate.ts';
import { openUpkeep } from './upkeep.ts';
import { welcome } from './welcome.ts';
import type { WorkDeps } from './work.ts';
import type { Workers } from './workers.ts';
import { zaloGrantPages } from './zalo-grant.ts';

export interface RunningApp {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  url: string;
  /** Stops in order: door, bells, workers, journal, database. Twice is harmless. */
  stop(): Promise<void>;
}

export interface StartDeps {
  clock: MovableClock;
  ids: Ids;
  logger: Logger;
  /** Default `all`. */
  role?: Role;
}

/** A web process looks after its own disk and journal so often. */
const WATCH_EVERY_MS = Minute.ms;

/** What a part may take to stop before the next one is stopped. */
const STOP_LIMIT_MS = 5 * Second.ms;

/**
 * Starts one process with its role: door, journal, bot, sender, sweep and pages, or a part of them.
 *
 * @throws {StorageUnavailable} and others with advice, when something it needs is not to be had; nothing stays open then.
 */
export async function startApp(config: Config, deps: StartDeps): Promise<RunningApp> {
  const stop = orderedStop(deps.logger.child({ comp: 'stop' }));
  try {
    const url = await startParts(config, deps, stop);
    return { url, stop: () => stop.run() };
  } catch (error) {
    await stop.run();
    throw error;
  }
}

async function startParts(given: Config, deps: StartDeps, stop: OrderedStop): Promise<string> {
  const { clock, logger, role = 'all' } = deps;
  const root = projectRoot();
  const metrics = createMetrics();

  const share = loopShare();
  // Who only accepts has its journal, and may come before the database.
  const store = await openStore(given, { ...deps, share, isPatient: role === 'web' });
  const { storage, stores, journal } = store;
  stop.push('database', STOP_LIMIT_MS, () => storage.close());
  stop.push('journal', given.shutdown.graceMs, () => journal.close(given.shutdown.graceMs / 2));
  await store.whenThere(() => loadUnits(stores));
  const knowledge = loadKnowledge(root);

  const simulator = role === 'all' ? await openSimulator(given, { ...deps, root }) : null;
  stop.push('simulator', STOP_LIMIT_MS, () => simulator?.close());
  const config = withSimulator(given, simulator);

  const channels = openChannels(config, store, { ...deps, sleep });
  stop.push('channels', STOP_LIMIT_MS, () => channels.close());

  const queue = await openBells(config, { metrics, logger, secretKey: store.secretKey });
  const bells = createBells(queue, () => metrics.bellsFailed.inc());
  const whispers = await openWhispersOf(config);
  stop.push('whispers', STOP_LIMIT_MS, async () => whispers.close());
  const cards = createCardMemory({ clock, secretKey: store.secretKey, whispers });
  const gate = createAccountGate(stores.accountStates, clock, logger.child({ comp: 'send' }));
  const hold = createHoldState(stores.holds, clock);
  await store.whenThere(() => tellHeld(hold, logger));
  const activity = createChannelActivity(channels.byId, stores.channelActivity, clock);
  stop.push('channel activity', STOP_LIMIT_MS, () => activity.flush());
  const accept = activity.watching(
    createAccept({
      journal,
      safety: createSafetyCheck({
        safety: knowledge.safety,
        conversations: storage.conversations,
        clock,
        contextTimeout: (ms) => sleep(ms),
      }),
      cards,
      clock,
      counters: acceptCounters(metrics),
    }),
  );
  const upkeep = await openUpkeep({ ...deps, config: given, role, store, channels, activity, accept, hold });
  stop.push('upkeep', STOP_LIMIT_MS, () => upkeep.close());
  const isWorking = role !== 'web';
  let working: Promise<Workers> | undefined;
  stop.push('workers', STOP_LIMIT_MS, async () => {
    // A start that failed has told why.
    const started = await working?.catch(() => null);
    await started?.stop();
  });
  // Whether the system is held is not known while the store is away: the next round looks again.
  if (!isWorking)
    stop.push(
      'look',
      STOP_LIMIT_MS,
      repeat(WATCH_EVERY_MS, upkeep.look, () => {}),
    );
  stop.push('queue', config.shutdown.graceMs, () => queue.close(config.shutdown.graceMs / 2));

  // A bell in memory is heard in this process alone.
  const isHeard = isWorking || config.queue.engine !== 'memory';
  journal.startDraining(async (events: AcceptedEvent[]) => {
    const alive = await acceptOrAway(storage.inbox, store.tombstones, events);
    if (!isHeard) return;
    for (const id of new Set(alive.map((event) => event.conversationId))) bells.turn(id);
  });

  const ingress = createIngress({
    channels: channels.byId,
    accept,
    zaloBootstrap: config.zaloSetup.webhookBootstrap,
    share,
    answered: metrics.webhooks.add,
  });

  const pages = simulator && simulatorPages(simulator, config, { ...deps, root, store, gate });
  const officers = officerDeps(config, store, { ...deps, channelOf: channels.channelOf });
  const webLog = logger.child({ comp: 'web' });
  const metricsPage = { metrics, journal, storage, queue };
  const health = createHealth({
    storage,
    journal,
    queue,
    role,
    channels: channels.byId,
    tokenKeepers: channels.tokenKeepers,
    zaloBootstrap: config.zaloSetup.webhookBootstrap,
  });
  const app = createExpressApp({
    handshakes: {
      messengerVerifyToken: config.messenger?.verifyToken ?? null,
      zaloVerifierCode: config.zaloSetup.verifierCode,
    },
    api: {
      ...officers,
      health,
    },
    metrics: metricsPage,
    home: pages ? '/simulator' : '/c',
    routers: [
      contentRouter({
        items: knowledge.material,
        hotlines: knowledge.hotlines,
        publicUrl: config.http.publicUrl,
        today: () => localTime(clock.businessNow(), config.timeZone).date,
      }),
      privacyRouter({
        stores,
        keeping: config.retention,
        timeZone: config.timeZone,
        publicUrl: config.http.publicUrl,
        ...metaDeletion(config, channels, store, clock),
      }),
      recordingPages(join(root, 'content/recordings')),
      commandRouter(
        {
          ...officers,
          gate,
          doctor: createDoctor({ ...deps, config: given, store, channels, activity, queue }),
        },
        (error, command) => webLog.error({ command, error }, 'command failed'),
      ),
      ...zaloGrantPages(channels, store.secretKey, gate, clock),
      ...(pages ? [pages.router] : []),
    ],
    failed: (error, path) =>
      webLog.error({ path, reason: error instanceof Error ? error.name : 'unknown' }, 'request failed'),
  });
  const operations = createOperationsApp({ health, metrics: metricsPage });
  const server = await listen((request, response) => {
    if (role === 'worker') operations(request, response);
    else if (!ingress(request, response)) app(request, response);
  }, config.http);
  const { url } = server;
  stop.push('door', STOP_LIMIT_MS, () => server.close());
  stop.push('pages', STOP_LIMIT_MS, () => pages?.close());
  simulator?.connect(url);
  if (config.storage.engine === 'sqlite') {
    // Only this process has the data; where it is shared, commands go to the store themselves.
    await writeServerFile(config.dataDir, url);
    stop.push('server file', STOP_LIMIT_MS, () => removeServerFile(config.dataDir));
  }
  // The door is open by now: what comes waits in the journal until the bot has its words.
  if (simulator) await loadDemoIfEmpty({ ...deps, root, store });
  if (isWorking) {
    working = startWorkBehindTheDoor({
      config,
      ...deps,
      root,
      knowledge,
      store,
      channels,
      queue,
      bells,
      gate,
      hold,
      cards,
      metrics,
      upkeep,
      trustedMediaOrigins: simulator?.mediaOrigins ?? [],
    });
    await working;
    upkeep.begin();
  }
  welcome({ url, role, hasSimulator: simulator !== null }, logger);
  return url;
}

async function startWorkBehindTheDoor(deps: WorkDeps): Promise<Workers> {
  const { startWork } = await import('./work.ts');
  return startWork(deps);
}

async function tellHeld(hold: HoldState, logger: Logger): Promise<void> {
  if ((await hold.current()) === null) return;
  logger.warn(
    'held after a restore or a move: nothing is sent; look with `loa release --list`, then `loa release`',
  );
}

/** @returns the events that were taken: those of people who were erased are not. */
async function acceptOrAway(
  inbox: Inbox,
  tombstones: Tombstones,
  events: AcceptedEvent[],
): Promise<AcceptedEvent[]> {
  try {
    const alive = await tombstones.withoutBuried(events);
    if (alive.length > 0) await inbox.acceptMany(alive);
    return alive;
  } catch (error) {
    throw error instanceof StorageUnavailable ? new SinkAway({ cause: error }) : error;
  }
}

function acceptCounters(metrics: Metrics) {
  return {
    accepted: metrics.accepted.add,
    ignored: metrics.ignored.add,
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
