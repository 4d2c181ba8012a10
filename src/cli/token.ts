import { Command } from 'commander';
import { isTokenRole, SCOPES, TOKEN_ROLES } from '../domain/scopes.ts';
import { inBoth } from '../lib/both-languages.ts';
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
    .option('--unit <unit>', 'only this unit and what lies below it: id, code or name')
    .action(async ({ name, role, scopes, unit }: NewToken) => {
      if (!isTokenRole(role)) {
        console.error(
          `Không có vai trò ${role}. Chọn / Unknown role; there are: ${Object.keys(TOKEN_ROLES).join(', ')}`,
        );
        process.exitCode = 1;
        return;
      }
      if (role === 'commune' && unit === undefined) {
        console.error('Mã của xã cần ghi rõ xã. / A commune’s token needs its unit: --unit "Xã Bác Ái"');
        process.exitCode = 1;
        return;
      }
      const wanted = scopes?.split(',').map((scope) => scope.trim()) ?? [...TOKEN_ROLES[role]];
      const unknown = wanted.filter((scope) => !(SCOPES as readonly string[]).includes(scope));
      if (unknown.length > 0) {
        console.error(
          `Không có quyền ${unknown.join(', ')}. Chọn / Unknown scope; there are: ${SCOPES.join(', ')}`,
        );
        process.exitCode = 1;
        return;
      }
      const result = await run('token-create', { name, scopes: wanted, unitId: unit ?? null });
      console.log(result.secret);
    });

  token
    .command('revoke')
    .description('revoke every token of that name')
    .argument('<name>')
    .action(async (name: string) => {
      const { revoked } = await run('token-revoke', { name });
      if (revoked > 0) {
        console.log(inBoth({ vi: `Đã thu hồi ${revoked} mã truy cập.`, en: `${revoked} revoked` }));
        return;
      }
      console.error(
        inBoth({
          vi: `Không có mã truy cập nào đang dùng tên là “${name}”; chưa thu hồi gì.`,
          en: 'No token in force has this name; nothing was revoked.',
        }),
      );
      process.exitCode = 1;
    });

  return token;
}
