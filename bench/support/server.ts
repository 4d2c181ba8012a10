import type { StartDeps } from '../../src/app/start.ts';
import { environmentFor, type PlatformUrls } from './accounts.ts';
import { built } from './built.ts';
import { childInput, cpuMs, serveOrders } from './child.ts';
import { profiler } from './profile.ts';

export interface ServerInput {
  dataDir: string;
  urls: PlatformUrls;
  role: NonNullable<StartDeps['role']>;
}

/** The real server in a process of its own. */
const { dataDir, urls, role } = childInput<ServerInput>();
const { startApp } = await built<typeof import('../../src/app/start.ts')>('app/start.js');
const { loadConfig } = await built<typeof import('../../src/config/load-config.ts')>('config/load-config.js');
const { systemClock } = await built<typeof import('../../src/lib/clock.ts')>('lib/clock.js');
const { randomIds } = await built<typeof import('../../src/lib/ids.ts')>('lib/ids.js');
const { createLogger } = await built<typeof import('../../src/lib/logger.ts')>('lib/logger.js');

const config = loadConfig(environmentFor(dataDir, urls));
const app = await startApp(config, {
  clock: systemClock(),
  ids: randomIds(),
  logger: createLogger({ level: 'error' }),
  role,
});

serveOrders({ url: () => app.url, cpuMs, ...profiler() }, () => app.stop());
