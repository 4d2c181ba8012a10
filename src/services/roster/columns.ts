import { fold } from '../../vi/fold.ts';

/** Columns of the roster file, in the template's order. A row is one member; what is about the team may be repeated. */
export const ROSTER_COLUMNS = {
  teamCode: { title: 'Mã tổ', required: true, note: 'Ví dụ TTT-012' },
  teamName: { title: 'Tên tổ', required: false, note: 'Để trống: “Tổ truyền thông” và tên thôn' },
  commune: { title: 'Xã/Phường', required: true, note: 'Tên mới; tên cũ trước 01/07/2025 cũng nhận' },
  village: { title: 'Thôn', required: true, note: 'Nhiều thôn cách nhau bằng dấu chấm phẩy' },
  foundedOn: { title: 'Ngày thành lập', required: false, note: 'ngày/tháng/năm' },
  decisionNumber: { title: 'Số quyết định', required: false, note: '' },
  memberName: { title: 'Họ và tên', required: true, note: '' },
  role: { title: 'Vai trò', required: true, note: 'Tổ trưởng, Tổ phó, Người báo cáo hoặc Thành viên' },
  phone: { title: 'Điện thoại', required: false, note: '' },
  officerName: {
    title: 'Cán bộ xã phụ trách',
    required: false,
    note: 'Cán bộ tỉnh: một dòng chỉ ghi tên tỉnh ở cột Xã/Phường và ba cột này',
  },
  officerPhone: { title: 'Điện thoại cán bộ', required: false, note: '' },
  officerHours: { title: 'Giờ gọi được', required: false, note: 'Ví dụ: 7:30–17:00, thứ 2–thứ 6' },
} as const;

export type RosterColumn = keyof typeof ROSTER_COLUMNS;

export const ROSTER_COLUMN_NAMES = Object.keys(ROSTER_COLUMNS) as RosterColumn[];

/** One row of the file as text, with its number as a spreadsheet shows it. */
export interface RosterLine {
  row: number;
  cells: Record<RosterColumn, string>;
}

/** Which column a heading means; headings may lack accents. */
export function columnOfTitle(title: string): RosterColumn | null {
  const wanted = fold(title);
  return ROSTER_COLUMN_NAMES.find((name) => fold(ROSTER_COLUMNS[name].title) === wanted) ?? null;
}
