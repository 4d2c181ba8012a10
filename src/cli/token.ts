import { Command } from 'commander';
import { isTokenRole, SCOPES, TOKEN_ROLES } from '../domain/scopes.ts';
import { run } from './run.ts';

interface NewToken {
  name: string;
  role: string;
  scopes?: string;
  unit?: string;
}

export function tokenCommand(): Command {
  const token = new Command('token').description('bearer tokens of the API');

  token
    .command('create')
    .description('make a token; its secret is shown once')
    .requiredOption('--name <name>', 'whose token it is')
    .option('--role <role>', `${Object.keys(TOKEN_ROLES).join(', ')}: what it may do in one word`, 'province')
    .option('--scopes <list>', 'single scopes instead of a role, separated by commas')
    .option('--unit <id>', 'only this unit and what lies below it, e.g. u-22795')
    .action(async ({ name, role, scopes, unit }: NewToken) => {
      if (!isTokenRole(role)) {
        console.error(`unknown role ${role}; there are ${Object.keys(TOKEN_ROLES).join(', ')}`);
        process.exitCode = 1;
        return;
      }
      if (role === 'commune' && unit === undefined) {
        console.error('a commune’s token needs its unit: --unit u-22795');
        process.exitCode = 1;
        return;
      }
      const wanted = scopes?.split(',').map((scope) => scope.trim()) ?? [...TOKEN_ROLES[role]];
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
