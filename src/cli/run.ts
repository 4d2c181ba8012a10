import { runCommandWhereDataIs } from '../app/run-command.ts';
import { loadConfig } from '../config/load-config.ts';
import { readEnvironment } from '../config/read-environment.ts';
import type { CommandInput, CommandName, CommandOutput } from '../services/commands/index.ts';

/** Runs a command on the data directory of the environment. */
export function run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  return runCommandWhereDataIs(loadConfig(readEnvironment()), name, input);
}
