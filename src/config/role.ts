import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';

/**
 * What a process does. `web`: webhooks, journal, API and pages, no turns. `worker`: turns, sends, jobs and sweeps, with
 * only health and metrics to be asked for. `all`: everything.
 */
export const ROLES = ['web', 'worker', 'all'] as const;

export type Role = (typeof ROLES)[number];

/**
 * The role from the command line; `all` when none is given.
 *
 * @throws {ConfigError} for an unknown word, and for a part of the work where only one process can have the data.
 */
export function chooseRole(word: string | undefined, config: Config): Role {
  const role = ROLES.find((known) => known === (word ?? 'all'));
  if (!role) {
    throw fault(`is not a role: ${ROLES.join(', ')} are`, 'Leave it out to run everything in one process.');
  }
  if (role === 'all') return role;
  if (config.storage.engine === 'sqlite') {
    const problem = `${role} needs a store that several processes can share, and SQLite belongs to one`;
    throw fault(problem, 'Set MONGODB_URI in every process, or leave --role out.');
  }
  if (config.simulator) {
    throw fault(`${role} goes without the simulator, which needs one process`, 'Set SIMULATOR=off.');
  }
  return role;
}

function fault(problem: string, mend: string): ConfigError {
  return new ConfigError([{ variable: '--role', problem, mend }]);
}
