import { addDays, localTime } from '../../domain/calendar.ts';
import { FORMS } from '../../domain/forms.ts';
import type { Session } from '../../domain/records/session.ts';
import { THEMES } from '../../domain/themes.ts';
import { allRecords } from '../change-record.ts';
import type { LedgerRange } from '../ledger/range-ledger.ts';
import type { OfficerDeps } from '../officer-deps.ts';
import { type Names, readNames } from './names.ts';
import type { Column, Table } from './table.ts';

const STATUS = {
  sent: 'Đã gửi',
  confirmed: 'Xã xác nhận',
  returned: 'Trả lại',
  withdrawn: 'Đã rút',
} as const;

const LINKED = { hop_thon: 'Họp thôn', chi_hoi: 'Chi hội', le_hoi: 'Lễ hội', rieng: 'Riêng' } as const;

const LANGUAGES = { kinh: 'Kinh', raglai: 'Raglai', cham: 'Chăm', co_ho: 'Cơ Ho', khac: 'Khác' } as const;

const CHANNELS = { zalo: 'Zalo', messenger: 'Messenger' } as const;

/** One line a session, without anybody's name. Withdrawn reports are marked, and count nowhere. */
export async function sessionsTable(range: LedgerRange, deps: ExportDeps): Promise<Table<Session>> {
  const names = await readNames(deps.stores);
  return { columns: columnsOf(names, deps.timeZone), rows: sessionsIn(range, deps) };
}

export type ExportDeps = Pick<OfficerDeps, 'stores' | 'timeZone'>;

async function* sessionsIn({ from, to, communeIds }: LedgerRange, { stores }: ExportDeps) {
  const query = { index: 'byDate', from, to: addDays(to, 1) };
  for await (const { value } of allRecords(stores.sessions, query)) {
    if (communeIds?.includes(value.communeId) ?? true) yield value;
  }
}

function columnsOf(names: Names, timeZone: string): Column<Session>[] {
  return [
    { title: 'Mã báo cáo', of: ({ code }) => code },
    { title: 'Ngày', of: ({ date }) => ({ date, time: null }) },
    { title: 'Mã tổ', of: ({ teamId }) => teamId },
    { title: 'Tên tổ', of: ({ teamId }) => names.team(teamId) },
    { title: 'Xã/Phường', of: ({ communeId }) => names.commune(communeId) },
    { title: 'Hình thức', of: ({ report }) => report.forms.map((form) => FORMS[form]).join('; ') },
    { title: 'Chủ đề', of: ({ report }) => report.themes.map((theme) => THEMES[theme]).join('; ') },
    { title: 'Tổng số người', of: ({ report }) => report.total },
    { title: 'Nữ', of: ({ report }) => report.female },
    { title: 'Nam', of: ({ report }) => report.male },
    { title: 'Người DTTS', of: ({ report }) => report.dtts },
    { title: 'Trẻ em dưới 16', of: ({ report }) => report.children },
    { title: 'Giờ bắt đầu', of: ({ report }) => report.startTime },
    { title: 'Số phút', of: ({ report }) => report.durationMinutes },
    { title: 'Địa điểm', of: ({ report }) => report.place },
    { title: 'Tên buổi', of: ({ report }) => report.title },
    { title: 'Gắn với', of: ({ report }) => report.linkedTo && LINKED[report.linkedTo] },
    { title: 'Ngôn ngữ', of: ({ report }) => report.language && LANGUAGES[report.language] },
    { title: 'Tờ rơi đã phát', of: ({ report }) => report.leaflets },
    { title: 'Tài liệu đã dùng', of: ({ report }) => report.contentUsed.join('; ') || null },
    { title: 'Kết quả', of: ({ report }) => report.results },
    { title: 'Khó khăn', of: ({ report }) => report.difficulties },
    { title: 'Đề xuất', of: ({ report }) => report.proposals },
    { title: 'Tính vào quý', of: ({ gathering, status }) => yes(gathering && status !== 'withdrawn') },
    { title: 'Trạng thái', of: ({ status }) => STATUS[status] },
    { title: 'Báo muộn', of: ({ late }) => yes(late) },
    { title: 'Kênh', of: ({ channel }) => CHANNELS[channel] },
    { title: 'Gửi lúc', of: ({ submittedAtMs }) => localTime(submittedAtMs, timeZone) },
  ];
}

function yes(value: boolean): string {
  return value ? 'Có' : 'Không';
}
