import { createHmac } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Logger } from '../lib/logger.ts';
import { openQueue, openWhispers, type Queue, type QueueTrouble } from '../queue/index.ts';
import type { Whispers } from '../queue/whispers.ts';
import type { Metrics } from '../services/metrics.ts';

/** Opens the queue on the configured engine, and tells operators how its server is: once a change, not once a trouble. */
export async function openBells(
  config: Config,
  deps: { metrics: Metrics; logger: Logger; secretKey: string },
): Promise<Queue> {
  const { metrics, secretKey } = deps;
  const logger = deps.logger.child({ comp: 'queue' });
  let isReached = config.queue.engine === 'memory';
  const onTrouble = ({ queue, source }: QueueTrouble) => {
    metrics.queueTroubles.inc({ queue, source });
    // Every worker meets the same outage again and again; the change of state tells it once.
    if (isReached) logger.warn({ queue, source }, 'bell failed; the sweep does its work');
  };
  if (config.queue.engine === 'memory') return openQueue({ kind: 'memory', onTrouble });

  let opened: Queue | null = null;
  const advise = async () => {
    for (const advice of (await opened?.health())?.advice ?? []) logger.warn({ advice }, 'Redis needs care');
  };
  const away = 'Redis does not answer: everything goes on from the store by sweeps, more slowly';
  opened = await openQueue({
    kind: 'redis',
    url: config.queue.url,
    hideKey: (key) => createHmac('sha256', secretKey).update(`bell\0${key}`).digest('base64url'),
    onTrouble,
    onState(state) {
      isReached = state === 'reached';
      if (!isReached) logger.error(away);
      else logger.info('Redis answers');
      if (isReached) void advise();
    },
  });
  if (!isReached) logger.error(away);
  await advise();
  return opened;
}

/** What the processes of the configured engine tell one another. */
export function openWhispersOf({ queue }: Config): Promise<Whispers> {
  return openWhispers(queue.engine === 'memory' ? { kind: 'memory' } : { kind: 'redis', url: queue.url });
}
