import { Command } from 'commander';
import { ConfigError } from '../config/config-error.ts';
import { type CheckLine, fail } from '../services/doctor/check.ts';
import { run } from './run.ts';

const NAME_CHARS = 18;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'look at settings, tokens, webhooks, clock, disk, database, queue and roster, and say what to do',
    )
    .action(async () => {
      const lines = await run('doctor', {})
        .then((found) => found.lines)
        .catch(faultsOf);
      for (const line of lines) tell(line);
      const failed = lines.filter(({ state }) => state === 'fail').length;
      const warned = lines.filter(({ state }) => state === 'warn').length;
      console.log(`${failed} failed, ${warned} to look at`);
      if (failed > 0) process.exitCode = 1;
    });
}

/** Faulty settings are a finding like any other. */
function faultsOf(error: unknown): CheckLine[] {
  if (!(error instanceof ConfigError)) throw error;
  return error.faults.map(({ variable, problem, mend }) => fail('settings', `${variable} ${problem}`, mend));
}

function tell({ name, state, detail, todo }: CheckLine): void {
  console.log(`${state.padEnd(5)} ${name.padEnd(NAME_CHARS)} ${detail}`);
  if (todo !== null) console.log(`${' '.repeat(6)}→ ${todo}`);
}
