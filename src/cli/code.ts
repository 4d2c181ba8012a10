import { Command, Option } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { qrPng } from '../services/join-links/qr.ts';
import { renderJoinSheet } from '../web/pages/join-sheet.tsx';
import { kindOfFile, writeOutFile } from './out-file.ts';
import { run } from './run.ts';

type Kind = 'reporter' | 'member';

const kindOption = () =>
  new Option('--kind <kind>', 'whom it lets in').choices(['reporter', 'member']).default('reporter');

export function codeCommand(): Command {
  const code = new Command('code').description('join codes: issue, revoke, print');

  code
    .command('issue')
    .description('issue a new code; the old one opens nothing any more')
    .argument('<team>', 'e.g. TTT-012')
    .addOption(kindOption())
    .action(async (teamId: string, { kind }: { kind: Kind }) => {
      console.log((await run('code-issue', { teamId, kind })).code);
    });

  code
    .command('revoke')
    .description('take a code out of force')
    .argument('<code>')
    .action(async (typed: string) => {
      await run('code-revoke', { code: typed });
      console.log(inBoth({ vi: 'Mã này không mở được gì nữa.', en: 'revoked' }));
    });

  code
    .command('sheet')
    .description('write a page with codes, links and QR codes of a commune’s teams, to print on A4')
    .argument('<commune>', 'id, code or name')
    .argument('<file>', 'ends in .html')
    .action(async (commune: string, file: string) => {
      kindOfFile(file, ['html']);
      const sheet = await run('code-sheet', { commune });
      await writeOutFile(file, renderJoinSheet(sheet));
      console.log(inBoth({ vi: `${sheet.teams.length} tổ: ${file}`, en: `${sheet.teams.length} teams` }));
    });

  code
    .command('qr')
    .description('write the link with a team’s code as a QR code')
    .argument('<team>', 'e.g. TTT-012')
    .argument('<file>', 'ends in .png')
    .addOption(kindOption())
    .addOption(new Option('--channel <channel>').choices(['zalo', 'messenger']).default('zalo'))
    .action(async (teamId: string, file: string, options: { kind: Kind; channel: string }) => {
      kindOfFile(file, ['png']);
      const { links } = await run('code-links', { teamId, kind: options.kind });
      const link = links.find(({ channel }) => channel === options.channel);
      if (!link) {
        console.error(
          inBoth({
            vi: `Máy chủ chưa cài đặt ${options.channel}.`,
            en: `${options.channel} is not set up on the server`,
          }),
        );
        process.exitCode = 1;
        return;
      }
      await writeOutFile(file, await qrPng(link.url));
      console.log(link.url);
    });

  return code;
}
