import { sumRange } from '../../domain/range-ledger.ts';
import {
  type LedgerLine,
  type LedgerRange,
  type RangeLedgerDeps,
  rangeLedger,
} from '../ledger/range-ledger.ts';
import { readNames } from './names.ts';
import type { Column, Table } from './table.ts';

/** A line of the ledger, or the sums below it. */
type Line = Omit<LedgerLine, 'team' | 'teamId'> & { team: LedgerLine['team'] | null };

/** One line a team and a last one with the sums; every number has the codes of its reports beside it. */
export async function ledgerTable(range: LedgerRange, deps: RangeLedgerDeps): Promise<Table<Line>> {
  const lines = await rangeLedger(range, deps);
  const { teams: _teams, ...sums } = sumRange(lines);
  const names = await readNames(deps.stores);
  const columns: Column<Line>[] = [
    { title: 'Mã tổ', of: ({ team }) => team?.id ?? 'Cộng' },
    { title: 'Tên tổ', of: ({ team }) => team?.name ?? null },
    { title: 'Xã/Phường', of: ({ team }) => team && names.commune(team.communeId) },
    { title: 'Số kỳ phải có cuộc', of: ({ expected }) => expected },
    { title: 'Số kỳ đã có cuộc', of: ({ held }) => held },
    { title: 'Số kỳ xác nhận đúng hạn', of: ({ onTime }) => onTime },
    { title: 'Số buổi', of: ({ sessions }) => sessions },
    { title: 'Số cuộc tính vào quý', of: ({ gatherings }) => gatherings },
    { title: 'Lượt người', of: ({ total }) => total },
    { title: 'Nữ', of: ({ female }) => female },
    { title: 'Nam', of: ({ male }) => male },
    { title: 'Người DTTS', of: ({ dtts }) => dtts },
    { title: 'Trẻ em dưới 16', of: ({ children }) => children },
    { title: 'Tờ rơi đã phát', of: ({ leaflets }) => leaflets },
    {
      title: 'Dừng từ ngày',
      of: ({ team }) => (team?.withdrawnOn ? { date: team.withdrawnOn, time: null } : null),
    },
    { title: 'Nhập vào tổ', of: ({ team }) => team?.mergedInto ?? null },
    { title: 'Mã báo cáo', of: ({ team, sessionCodes }) => (team ? sessionCodes.join(' ') : null) },
  ];
  async function* rows(): AsyncGenerator<Line> {
    yield* lines;
    yield { ...sums, team: null };
  }
  return { columns, rows: rows() };
}
