import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { MovableClock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Logger } from '../lib/logger.ts';
import type { AccountGate } from '../services/account-gate.ts';
import { loadDemo } from '../services/roster/demo.ts';
import { simulatorRouter } from '../simulator/router.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { OpenStore } from './open-store.ts';

export interface SimulateDeps {
  /** The project folder. */
  root: string;
  clock: MovableClock;
  ids: Ids;
  logger: Logger;
}

const assetsOf = (root: string) => join(root, 'assets/simulator');

/** Starts stand-ins for the channels without an account; null when the simulator is off. */
export async function openSimulator(config: Config, deps: SimulateDeps): Promise<Simulator | null> {
  if (!config.simulator) return null;
  return startSimulator({
    ...deps,
    channels: [
      ...(config.zalo ? [] : ['zalo' as const]),
      ...(config.messenger ? [] : ['messenger' as const]),
    ],
    dataDir: config.dataDir,
    assetsDir: assetsOf(deps.root),
  });
}

/** The settings with which channels open: where there is no real account, the simulated one. */
export function withSimulator(config: Config, simulator: Simulator | null): Config {
  if (!simulator) return config;
  return {
    ...config,
    zalo: config.zalo ?? simulator.zalo,
    messenger: config.messenger ?? simulator.messenger,
  };
}

/** The page's routes. */
export function simulatorPages(
  simulator: Simulator,
  config: Config,
  deps: SimulateDeps & { store: OpenStore; gate: AccountGate },
) {
  return simulatorRouter({
    simulator,
    stores: deps.store.stores,
    assetsDir: assetsOf(deps.root),
    timeZone: config.timeZone,
    publicUrl: config.http.publicUrl,
    release: (channel, accountId) => deps.gate.release(channel, accountId),
  });
}

/** A store without a single team gets the invented ones, so that a newcomer has something to join. */
export async function loadDemoIfEmpty({ store, clock, ids, logger }: SimulateDeps & { store: OpenStore }) {
  const anyTeam = await store.stores.teams.find({ index: 'id', limit: 1 });
  if (anyTeam.items.length > 0) return;
  const { created } = await loadDemo({ stores: store.stores, clock, ids });
  logger.info(
    { records: created },
    'loaded invented demo teams; take them away with: npm run loa -- demo remove',
  );
}
