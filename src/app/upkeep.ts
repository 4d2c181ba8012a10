import type { Config } from '../config/config.ts';
import type { Role } from '../config/role.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { AnyJob } from '../jobs/job.ts';
import { lookUpProfilesJob } from '../jobs/look-up-profiles.ts';
import { readBackJob } from '../jobs/read-back.ts';
import { setUpMenusJob } from '../jobs/set-up-menus.ts';
import { watchJob } from '../jobs/watch.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Accept } from '../services/accept.ts';
import type { HoldState } from '../services/backup/hold.ts';
import type { ChannelActivity } from '../services/channel-activity.ts';
import { createProfileLookUp } from '../services/look-up-profiles.ts';
import { createReadBack } from '../services/read-back.ts';
import { createMenuSetUp } from '../services/set-up-menus.ts';
import type { OpenChannels } from './channels.ts';
import type { OpenStore } from './open-store.ts';
import { openWatch } from './watch.ts';

export interface UpkeepDeps {
  /** The settings as given: stand-ins of the simulator need no upkeep. */
  config: Config;
  role: Role;
  store: OpenStore;
  channels: OpenChannels;
  activity: ChannelActivity;
  accept: Accept;
  hold: HoldState;
  clock: Clock;
  logger: Logger;
}

/** What keeps the channels in order beside the messages themselves. */
export interface Upkeep {
  jobs: readonly AnyJob[];
  /** Looks whether anything is wrong; a process without jobs does it by itself. */
  look(): Promise<void>;
  /** After the start: what was missed before it is read back, in the background. */
  begin(): void;
  close(): Promise<void>;
}

/** To be opened before the door: a webhook that comes first would hide how long the server was away. */
export async function openUpkeep(deps: UpkeepDeps): Promise<Upkeep> {
  const { config, store, channels, activity, clock, logger } = deps;
  const isReal = (id: ChannelId) => (id === 'zalo' ? config.zalo : config.messenger) !== null;
  const real = <T>(all: ReadonlyMap<ChannelId, T>) => new Map([...all].filter(([id]) => isReal(id)));
  const accountOf = (id: ChannelId) => channels.byId.get(id)?.accountId ?? null;
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  const tracked = (work: () => Promise<void>) => async () => {
    if (closing.signal.aborted || (await deps.hold.current())) return;
    const run = work().finally(() => running.delete(run));
    running.add(run);
    await run;
  };

  const readBack = createReadBack({
    readers: real(channels.historyReaders),
    activity,
    accept: deps.accept,
    clock,
    logger: logger.child({ comp: 'read-back' }),
  });
  const watch = openWatch({ ...deps, untoldAtMs: readBack.untoldAtMs });
  const setUpMenus = createMenuSetUp({
    accounts: [...real(channels.menuSetups)].map(([channel, menu]) => ({
      channel,
      accountId: accountOf(channel) ?? '',
      menu,
    })),
    records: store.stores.channelMenus,
    clock,
    logger: logger.child({ comp: 'menu' }),
  });
  const lookUpProfiles = createProfileLookUp({
    lookups: channels.profileLookups,
    accountOf,
    stores: store.stores,
    conversations: store.storage.conversations,
    clock,
  });
  await store.whenThere(async () => {
    for (const channel of real(channels.byId).keys()) await activity.missedBefore(channel);
  });
  const readNow = tracked(() => readBack.run(closing.signal));
  const menusNow = tracked(setUpMenus);

  // Probes ask the platforms, and one of them mends the subscription. Those of a web process ask nobody, and are needed
  // most while the store is away and cannot say whether the system is held.
  const look = deps.role === 'web' ? watch.look : deps.hold.unlessHeld(watch.look);

  return {
    look,
    jobs: [
      watchJob(look),
      readBackJob(readNow),
      setUpMenusJob(menusNow),
      lookUpProfilesJob(tracked(lookUpProfiles)),
    ],
    begin() {
      void readNow().catch(() => {});
      void menusNow().catch(() => {});
    },
    async close() {
      closing.abort();
      await Promise.allSettled(running);
      watch.close();
    },
  };
}
