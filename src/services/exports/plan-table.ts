import type { Indicator, PlanVersion } from '../../domain/plan.ts';
import { type PlanRange, type PlanRow, planProgress } from '../indicators/plan-progress.ts';
import type { RangeLedgerDeps } from '../ledger/range-ledger.ts';
import type { Column, Table } from './table.ts';

const PERIODS: Record<Indicator['period'], string> = {
  once: 'Một lần',
  annual: 'Hằng năm',
  quarterly: 'Hằng quý',
  monthly: 'Hằng tháng',
};

/** A row of the plan with what officers named as the source of its numbers. */
type Line = PlanRow & { sources: string[] };

/**
 * One line a row of the plan that holds at the end of the range: what is asked for, what the reports say was done, and what
 * officers entered. Where the plan names no number, and where nothing was entered, the cell is empty.
 *
 * @throws {Refused} `plan-unknown`.
 */
export async function planTable(range: PlanRange, deps: RangeLedgerDeps): Promise<Table<Line>> {
  const { plan, items } = await planProgress(range, deps);
  const columns: Column<Line>[] = [
    { title: 'Mã', of: ({ code }) => code },
    { title: 'Nội dung', of: ({ name }) => name },
    { title: 'Chỉ tiêu', of: ({ target }) => target },
    { title: 'Đơn vị tính', of: ({ unit }) => unit },
    { title: 'Kỳ', of: ({ period }) => PERIODS[period] },
    { title: 'Từ báo cáo: số đạt', of: ({ fed }) => fed?.numerator ?? null },
    { title: 'Từ báo cáo: trên tổng số', of: ({ fed }) => fed?.denominator ?? null },
    { title: 'Nhập tay: số đạt', of: ({ entered }) => entered?.numerator ?? null },
    { title: 'Nhập tay: trên tổng số', of: ({ entered }) => entered?.denominator ?? null },
    { title: 'Căn cứ của số nhập tay', of: ({ sources }) => sources.join('; ') || null },
    { title: 'Kế hoạch', of: () => nameOf(plan) },
  ];
  async function* rows(): AsyncGenerator<Line> {
    for (const item of items) yield { ...item, sources: await sourcesOf(item, deps) };
  }
  return { columns, rows: rows() };
}

function nameOf({ title, confirmation }: PlanVersion): string {
  return confirmation === 'confirmed' ? title : `${title} (chờ tỉnh xác nhận)`;
}

async function sourcesOf({ entered }: PlanRow, { stores }: RangeLedgerDeps): Promise<string[]> {
  const entries = await Promise.all((entered?.evidence ?? []).map((id) => stores.indicatorEntries.get(id)));
  return [...new Set(entries.flatMap((entry) => entry?.value.evidence ?? []))];
}
