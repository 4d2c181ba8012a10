import { Command, InvalidArgumentError } from 'commander';
import { inBoth } from '../lib/both-languages.ts';
import { printTable } from './print-table.ts';
import { run } from './run.ts';

interface Range {
  period?: string;
  from?: string;
  to?: string;
  unit?: string;
}

interface Entry {
  unit: string;
  period: string;
  of?: number;
  evidence: string;
}

export function indicatorCommand(): Command {
  const indicator = new Command('indicator').description(
    'rows of the plan, and the numbers entered for them',
  );

  indicator
    .command('list')
    .description('show each row with its target, what the reports feed, and what was entered')
    .option('--period <period>', '2026-Q4 or 2026-11; otherwise the running one')
    .option('--from <day>', 'first day, instead of a period')
    .option('--to <day>', 'last day')
    .option('--unit <unit>', 'id, code or name of a commune, old or new')
    .action(async (range: Range) => {
      const { title, confirmation, rows } = await run('indicator-list', range);
      console.log(
        confirmation === 'confirmed'
          ? title
          : `${title} (${inBoth({ vi: 'chờ tỉnh xác nhận', en: 'to be confirmed by the province' })})`,
      );
      printTable(
        ['Mã', 'Chỉ tiêu', 'Từ báo cáo', 'Nhập tay', 'Đơn vị tính', 'Tên'],
        rows.map(({ code, target, fed, entered, unit, name }) => [
          code,
          String(target ?? '–'),
          shown(fed),
          shown(entered),
          unit ?? '–',
          name,
        ]),
      );
    });

  indicator
    .command('entries')
    .description('show what was entered, newest last for each row, unit and period')
    .argument('[code]', 'e.g. D8-2.1.2')
    .action(async (code: string | undefined) => {
      const { entries } = await run('indicator-entries', { indicator: code ?? null });
      printTable(
        ['Mã số liệu', 'Mã', 'Đơn vị', 'Kỳ', 'Số', 'Người nhập', 'Tình trạng'],
        entries.map((one) => {
          const state = one.withdrawnAtMs === null ? '' : 'đã rút / withdrawn';
          return [one.id, one.indicator, one.unitName, one.period, shown(one), one.enteredBy, state];
        }),
      );
      if (entries.length === 0) console.log(inBoth({ vi: 'Chưa nhập số nào.', en: 'nothing was entered' }));
    });

  indicator
    .command('enter')
    .description('enter a number that the reports do not feed; the newest stands')
    .argument('<code>', 'e.g. D8-2.1.2')
    .argument('<number>', 'a count, or the numerator of a share', wholeNumber)
    .requiredOption('--unit <unit>', 'id, code or name of a commune or the province')
    .requiredOption('--period <period>', '2026, 2026-Q4 or 2026-11')
    .option('--of <number>', 'what it is a share of', wholeNumber)
    .requiredOption('--evidence <words>', 'where it can be looked up; no names of people')
    .action(async (code: string, numerator: number, { unit, period, of, evidence }: Entry) => {
      const entry = { indicator: code, unit, period, numerator, denominator: of ?? null, evidence };
      const kept = await run('indicator-enter', entry);
      console.log([kept.id, kept.unitName, kept.period, shown(kept)].join('\t'));
    });

  indicator
    .command('withdraw')
    .description('take an entry back; it stays as history')
    .argument('<id>', 'as indicator entries shows it')
    .action(async (id: string) => {
      await run('indicator-withdraw', { id });
      console.log(inBoth({ vi: 'Đã rút lại.', en: 'withdrawn' }));
    });

  return indicator;
}

/** In Vietnamese writing a dot or a blank stands between thousands. */
const GROUPED = /^\d{1,3}(?:[. ]\d{3})+$/;

function wholeNumber(text: string): number {
  const written = text.trim();
  const digits = GROUPED.test(written) ? written.replace(/[. ]/g, '') : written;
  if (/^\d{1,12}$/.test(digits)) return Number(digits);
  throw new InvalidArgumentError(
    inBoth({ vi: 'Ghi số nguyên, ví dụ 12 hoặc 1.234.', en: 'Write a whole number, such as 12 or 1234.' }),
  );
}

/** A share always with both its numbers. */
function shown(actual: { numerator: number; denominator: number | null } | null): string {
  if (actual === null) return '–';
  return actual.denominator === null ? String(actual.numerator) : `${actual.numerator}/${actual.denominator}`;
}
