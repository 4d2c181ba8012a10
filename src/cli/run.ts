import { userInfo } from 'node:os';
import { runCommandWhereDataIs } from '../app/run-command.ts';
import { loadConfig } from '../config/load-config.ts';
import { readEnvironment } from '../config/read-environment.ts';
import type { CommandInput, CommandName, CommandOutput } from '../services/commands/index.ts';

/** Given with `--by`; null until then. */
let operator: string | null = null;

/** From now on commands are done by this person, as far as the audit record is concerned. */
export function actAs(name: string): void {
  operator = name;
}

/** Runs a command on the data directory of the environment. */
export function run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  return runCommandWhereDataIs(loadConfig(readEnvironment()), name, input, operator ?? machineUser());
}

/** Some containers have a user without a name. */
function machineUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
