import { type StartDeps, startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { environmentFor, type PlatformUrls } from './accounts.ts';
import { childInput, cpuMs, serveOrders } from './child.ts';
import { profiler } from './profile.ts';

export interface ServerInput {
  dataDir: string;
  urls: PlatformUrls;
  role: NonNullable<StartDeps['role']>;
}

/** The real server in a process of its own. */
const { dataDir, urls, role } = childInput<ServerInput>();
const config = loadConfig(environmentFor(dataDir, urls));
const app = await startApp(config, {
  clock: systemClock(),
  ids: randomIds(),
  logger: createLogger({ level: 'error' }),
  role,
});

serveOrders({ url: () => app.url, cpuMs, ...profiler() }, () => app.stop());
