import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { loadHolidays } from '../content/holidays.ts';
import { loadHotlines, staleHotlines } from '../content/hotlines.ts';
import { localTime } from '../domain/calendar.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import type { Queue } from '../queue/queue.ts';
import { measureSkew } from '../services/alerts/measure-skew.ts';
import { freeBytes } from '../services/alerts/server-probes.ts';
import type { ChannelActivity } from '../services/channel-activity.ts';
import { type Check, type CheckLine, examine, ok, warn } from '../services/doctor/check.ts';
import {
  clockCheck,
  deliveryCheck,
  subscriptionCheck,
  tokenCheck,
} from '../services/doctor/check-platforms.ts';
import { rosterCheck } from '../services/doctor/check-roster.ts';
import {
  databaseCheck,
  diskCheck,
  journalCheck,
  queueCheck,
  workCheck,
} from '../services/doctor/check-server.ts';
import { settingsCheck } from '../services/doctor/check-settings.ts';
import type { OpenChannels } from './channels.ts';
import type { OpenStore } from './open-store.ts';
import { projectRoot } from './project-root.ts';

export interface DoctorDeps {
  /** The settings as given: stand-ins of the simulator are not looked at. */
  config: Config;
  store: OpenStore;
  channels: OpenChannels;
  activity: Pick<ChannelActivity, 'lastWebhookAtMs'>;
  /** Null in the command line's own process: then no server runs. */
  queue: Queue | null;
  clock: Clock;
}

/** Everything that `loa doctor` looks at. */
export function createDoctor(deps: DoctorDeps): () => Promise<CheckLine[]> {
  const { config, store, clock } = deps;
  return () =>
    examine([
      settingsCheck(config),
      ...platformChecks(deps),
      diskCheck(() => freeBytes(config.dataDir), config.alerts.minFreeBytes),
      databaseCheck(store.storage),
      journalCheck(store.journal),
      queueCheck(deps.queue),
      workCheck(store.storage),
      rosterCheck(store.stores),
      holidayCheck(localTime(clock.businessNow(), config.timeZone).date),
      hotlineCheck(localTime(clock.businessNow(), config.timeZone).date),
    ]);
}

function platformChecks({ config, channels, activity, clock }: DoctorDeps): Check[] {
  const isReal = (id: ChannelId) => (id === 'zalo' ? config.zalo : config.messenger) !== null;
  const delivery = { ...activity, silenceMs: config.alerts.silenceMs, clock };
  const urls = [config.zalo?.apiUrl, config.messenger?.graphUrl].filter((url) => url !== undefined);
  const checks = [...channels.accountInspectors]
    .filter(([id]) => isReal(id))
    .flatMap(([id, inspector]) => {
      const keeper = channels.subscriptionKeepers.get(id);
      return [
        tokenCheck(id, inspector, clock),
        ...(keeper ? [subscriptionCheck(id, keeper)] : []),
        deliveryCheck(id, delivery),
      ];
    });
  return urls.length > 0 ? [...checks, clockCheck(measureSkew(urls, clock))] : checks;
}

/** From December on the next year counts too: requests of its first days are answered in it. */
function holidayCheck(today: string): Check {
  const name = 'holidays';
  return {
    name,
    async look() {
      const { years } = loadHolidays(join(projectRoot(), 'content/holidays.yaml'));
      const year = Number(today.slice(0, 4));
      const wanted = today.slice(5) >= '12-01' ? [year, year + 1] : [year];
      const missing = wanted.filter((one) => !years.has(one));
      if (missing.length === 0) return [ok(name, `known for ${wanted.join(' and ')}`)];
      const todo = 'Write the announced days and their source into content/holidays.yaml.';
      return [warn(name, `not known for ${missing.join(' and ')}: due days may be too early`, todo)];
    },
  };
}

function hotlineCheck(today: string): Check {
  const name = 'hotlines';
  return {
    name,
    async look() {
      const hotlines = loadHotlines(join(projectRoot(), 'content/hotlines.yaml'));
      const stale = staleHotlines(hotlines, today).map(({ number }) => number);
      if (stale.length === 0) return [ok(name, `${hotlines.hotlines.length}, all looked at within 90 days`)];
      const todo = 'Call each one, then set its verified_on in content/hotlines.yaml.';
      return [warn(name, `not looked at for 90 days: ${stale.join(', ')}`, todo)];
    },
  };
}
