import type { Role } from '../config/role.ts';
import type { Logger } from '../lib/logger.ts';

/** Tells the operator where things are and what to do first. */
export function welcome(
  { url, role, hasSimulator }: { url: string; role: Role; hasSimulator: boolean },
  logger: Logger,
): void {
  logger.info({ role, url }, 'listening');
  if (role === 'worker') return;
  if (hasSimulator)
    logger.info({ url: `${url}/simulator` }, 'try the bot in the simulator: open the address');
  logger.info('make an API token with: npm run loa -- token create --name me');
}
