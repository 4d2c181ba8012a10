import { Command } from 'commander';
import { SCOPES } from '../domain/scopes.ts';
import { run } from './run.ts';

export function tokenCommand(): Command {
  const token = new Command('token').description('bearer tokens of the API');

  token
    .command('create')
    .description('make a token; its secret is shown once')
    .requiredOption('--name <name>', 'whose token it is')
    .option('--scopes <list>', 'separated by commas', SCOPES.join(','))
    .option('--unit <id>', 'only this unit and what lies below it, e.g. u-22795')
    .action(async ({ name, scopes, unit }: { name: string; scopes: string; unit?: string }) => {
      const wanted = scopes.split(',').map((scope) => scope.trim());
      const unknown = wanted.filter((scope) => !(SCOPES as readonly string[]).includes(scope));
      if (unknown.length > 0) {
        console.error(`unknown scope ${unknown.join(', ')}; there are ${SCOPES.join(', ')}`);
        process.exitCode = 1;
        return;
      }
      const result = await run('token-create', { name, scopes: wanted, unitId: unit ?? null });
      if (result.fault !== undefined) {
        console.error(result.fault);
        process.exitCode = 1;
      } else console.log(result.secret);
    });

  token
    .command('revoke')
    .description('revoke every token of that name')
    .argument('<name>')
    .action(async (name: string) => {
      const { revoked } = await run('token-revoke', { name });
      console.log(`${revoked} revoked`);
    });

  return token;
}
