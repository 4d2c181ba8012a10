import { Command } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { printTable } from './print-table.ts';
import { run } from './run.ts';

export function requestCommand(): Command {
  const request = new Command('request').description('requests on paper about personal data, with due days');

  request
    .command('list')
    .description('show open ones: last day for the reply, last day to meet it, and what is late')
    .option('--all', 'closed ones too')
    .action(async ({ all }: { all?: boolean }) => {
      const { requests } = await run('request-list', { which: all ? 'all' : 'open' });
      printTable(
        ['Mã yêu cầu', 'Quyền', 'Số văn bản', 'Trả lời trước hết', 'Xong trước hết', 'Tình trạng'],
        requests.map((one) => {
          const state = one.closedOn
            ? `xong / closed ${one.closedOn}`
            : one.overdue
              ? 'QUÁ HẠN / OVERDUE'
              : 'đang chờ / open';
          return [one.id, one.kind, one.reference, one.replyBy, one.actBy, state];
        }),
      );
      if (requests.length === 0) console.log(inBoth({ vi: 'Không có yêu cầu nào.', en: 'no requests' }));
      warnOfYears(requests.flatMap(({ closedOn, holidaysUnknown }) => (closedOn ? [] : holidaysUnknown)));
    });

  request
    .command('add')
    .description('register one by the number of the paper, never by a name')
    .argument('<kind>', 'see, correct, withdraw, restrict or erase')
    .requiredOption('--reference <number>', 'number in the register of the office')
    .requiredOption('--received <day>', 'YYYY-MM-DD')
    .action(async (kind: 'see', { reference, received }: { reference: string; received: string }) => {
      const added = await run('request-add', { kind, reference, receivedOn: received });
      console.log(added.id);
      console.log(
        inBoth({
          vi: `Trả lời đã nhận trước hết ${added.replyBy}, làm xong trước hết ${added.actBy}.`,
          en: `reply by ${added.replyBy}, meet by ${added.actBy}`,
        }),
      );
      warnOfYears(added.holidaysUnknown);
    });

  for (const step of ['reply', 'close'] as const) {
    request
      .command(step)
      .description(step === 'reply' ? 'the person has heard that it arrived' : 'it is met or refused')
      .argument('<id>', 'as request list shows it')
      .action(async (id: string) => {
        await run('request-settle', { id, step });
        console.log(inBoth({ vi: 'Đã ghi.', en: 'noted' }));
      });
  }

  request
    .command('extend')
    .description('put the last day off, once; tell the person the reason on paper')
    .argument('<id>', 'as request list shows it')
    .requiredOption('--days <number>', '15 at most', Number)
    .requiredOption('--reason <words>', 'without names of people')
    .action(async (id: string, { days, reason }: { days: number; reason: string }) => {
      const { actBy } = await run('request-extend', { id, days, reason });
      console.log(inBoth({ vi: `Làm xong trước hết ${actBy}.`, en: `meet by ${actBy}` }));
    });

  return request;
}

/** Without the announced holidays a day may be named too early, never too late. */
function warnOfYears(years: readonly number[]): void {
  const unknown = [...new Set(years)].sort();
  if (unknown.length > 0)
    console.log(
      inBoth({
        vi: `Chưa có ngày nghỉ lễ của năm ${unknown.join(', ')} trong content/holidays.yaml: hạn thật có thể muộn hơn.`,
        en: `holidays of ${unknown.join(', ')} are not in content/holidays.yaml: a reply may be due later than shown`,
      }),
    );
}
