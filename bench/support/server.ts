import type { StartDeps } from '../../src/app/start.ts';
import { environmentFor, type PlatformUrls } from './accounts.ts';
import { built } from './built.ts';
import { childInput, cpuMs, serveOrders } from './child.ts';
import { profiler } from './profile.ts';

export interface ServerInput {
  dataDir: string;
  urls: PlatformUrls;
  role: NonNullable<StartDeps['role']>;
  /** Lifts the platforms' own limits of sends a second, where they would be all that is measured. */
  unlimited?: boolean;
  /** Settings beside the accounts', such as the addresses of MongoDB and Redis. */
  env?: Record<string, string>;
}

/** More sends a second than any machine can make. */
const UNLIMITED = 1_000_000;

/** The real server in a process of its own. */
const { dataDir, urls, role, unlimited, env } = childInput<ServerInput>();
const { startApp } = await built<typeof import('../../src/app/start.ts')>('app/start.js');
const { loadConfig } = await built<typeof import('../../src/config/load-config.ts')>('config/load-config.js');
const { systemClock } = await built<typeof import('../../src/lib/clock.ts')>('lib/clock.js');
const { randomIds } = await built<typeof import('../../src/lib/ids.ts')>('lib/ids.js');
const { createLogger } = await built<typeof import('../../src/lib/logger.ts')>('lib/logger.js');

if (unlimited) {
  const { ZALO_LIMITS } =
    await built<typeof import('../../src/channels/zalo/limits.ts')>('channels/zalo/limits.js');
  const { MESSENGER_LIMITS } = await built<typeof import('../../src/channels/messenger/limits.ts')>(
    'channels/messenger/limits.js',
  );
  for (const limits of [ZALO_LIMITS, MESSENGER_LIMITS]) Object.assign(limits, { sendsPerSecond: UNLIMITED });
}

const config = loadConfig({ ...environmentFor(dataDir, urls), ...env });
const app = await startApp(config, {
  clock: systemClock(),
  ids: randomIds(),
  logger: createLogger({ level: 'error' }),
  role,
});

serveOrders({ url: () => app.url, cpuMs, ...profiler() }, () => app.stop());
