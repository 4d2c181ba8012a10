/**
 * Why the system does not do what an officer asks: a stable code, whose kind decides the HTTP status, and one sentence in
 * each language. Codes are never reused.
 */
export const REFUSALS = {
  'team-unknown': {
    kind: 'not-found',
    vi: 'Không có tổ nào có mã này. Xem các tổ bằng “loa team list”.',
    en: 'There is no such team. `loa team list` shows those there are.',
  },
  'team-exists': {
    kind: 'conflict',
    vi: 'Mã tổ này đã được dùng. Chọn mã khác.',
    en: 'There is already a team with this code. Take another one.',
  },
  'team-withdrawn': {
    kind: 'conflict',
    vi: 'Tổ này đã dừng hoạt động; lịch sử của tổ được giữ nguyên.',
    en: 'The team was withdrawn; its history stays as it is.',
  },
  'team-same': {
    kind: 'conflict',
    vi: 'Không thể nhập một tổ vào chính nó.',
    en: 'A team cannot be merged into itself.',
  },
  'commune-unknown': {
    kind: 'invalid',
    vi: 'Không có xã, phường hiện hành nào như vậy. Dùng mã đơn vị hoặc tên mới.',
    en: 'There is no such commune of today. Use the id of the unit or its present name.',
  },
  'channel-off': {
    kind: 'conflict',
    vi: 'Kênh này chưa được cài đặt trên máy chủ.',
    en: 'This channel is not set up on the server.',
  },
  'report-unknown': {
    kind: 'not-found',
    vi: 'Không có báo cáo nào có mã này.',
    en: 'There is no report with this code.',
  },
  'file-unknown': {
    kind: 'not-found',
    vi: 'Báo cáo này không có tệp nào mang số ấy.',
    en: 'No file of this number came with the report.',
  },
  'report-withdrawn': {
    kind: 'conflict',
    vi: 'Báo cáo này đã được rút.',
    en: 'The report was withdrawn.',
  },
  'report-not-withdrawn': {
    kind: 'conflict',
    vi: 'Báo cáo này chưa bị rút nên không cần mở lại.',
    en: 'The report was not withdrawn, so there is nothing to reopen.',
  },
  'report-returned': {
    kind: 'conflict',
    vi: 'Báo cáo này đã được trả lại trước đó và đang chờ tổ sửa; lần này không đổi gì và không nhắn lại. Muốn nhắn thêm, gửi thông báo cho tổ.',
    en: 'The report was returned before and waits for the team; nothing has changed and nobody was told again. To add something, send the team a notice.',
  },
  'report-unchanged': {
    kind: 'conflict',
    vi: 'Báo cáo đã ở trạng thái này rồi.',
    en: 'The report already is as asked.',
  },
  'plan-unknown': {
    kind: 'not-found',
    vi: 'Không có kế hoạch nào có hiệu lực vào cuối khoảng ngày này.',
    en: 'No plan holds at the end of this range.',
  },
  'indicator-unknown': {
    kind: 'invalid',
    vi: 'Kế hoạch của thời gian này không có chỉ tiêu như vậy.',
    en: 'The plan of that time has no such indicator.',
  },
  'indicator-fed': {
    kind: 'conflict',
    vi: 'Chỉ tiêu này hệ thống tự tính từ báo cáo của các tổ, không nhập tay.',
    en: 'The system works this indicator out from the reports of the teams; nobody enters it.',
  },
  'share-needs-both': {
    kind: 'invalid',
    vi: 'Chỉ tiêu phần trăm cần cả tử số và mẫu số, tử số không lớn hơn mẫu số.',
    en: 'A share needs numerator and denominator, the first not above the second.',
  },
  'count-has-no-share': {
    kind: 'invalid',
    vi: 'Chỉ tiêu này là số đếm, không phải tỷ lệ: chỉ nhập một số.',
    en: 'This indicator counts and is no share: enter one number.',
  },
  'entry-unknown': {
    kind: 'not-found',
    vi: 'Không có số liệu nào như vậy.',
    en: 'There is no such entry.',
  },
  'range-invalid': {
    kind: 'invalid',
    vi: 'Cần một kỳ (period, ví dụ 2026-Q4), hoặc ngày đầu và ngày cuối (from, to), ngày đầu không sau ngày cuối; không cả hai.',
    en: 'Give a period (such as 2026-Q4), or a first and a last day (from, to) in this order; not both.',
  },
  'export-too-large': {
    kind: 'invalid',
    vi: 'Quá nhiều dòng cho một tệp Excel. Chọn khoảng ngày ngắn hơn, hoặc tải dạng CSV.',
    en: 'Too many rows for an XLSX file. Take a shorter range, or CSV.',
  },
  'unit-unknown': {
    kind: 'not-found',
    vi: 'Không có đơn vị nào như vậy. Ghi tên như “Xã Bác Ái” hoặc mã như u-22795.',
    en: 'There is no such unit. Give a name like “Xã Bác Ái” or an id like u-22795.',
  },
  'unit-ambiguous': {
    kind: 'invalid',
    vi: 'Tên hoặc mã này chỉ nhiều đơn vị. Ghi rõ “Xã …”, “Phường …”, hoặc mã kèm ngày như 22741@2025-06-30.',
    en: 'This name or code means several units. Write “Xã …”, “Phường …”, or the code with a day: 22741@2025-06-30.',
  },
  'member-unknown': {
    kind: 'not-found',
    vi: 'Danh sách của tổ không có người này.',
    en: 'The roster of the team has no such member.',
  },
  'member-exists': {
    kind: 'conflict',
    vi: 'Tên này đã có trong danh sách của tổ. Nếu là người khác trùng tên, ghi thêm chữ để phân biệt.',
    en: 'The roster already has this name. Add a word when it is somebody else of the same name.',
  },
  'code-unknown': {
    kind: 'not-found',
    vi: 'Không có mã vào tổ nào như vậy.',
    en: 'There is no such join code.',
  },
  'data-request-unknown': {
    kind: 'not-found',
    vi: 'Không có yêu cầu về dữ liệu cá nhân nào như vậy.',
    en: 'There is no such request about personal data.',
  },
  'data-request-closed': {
    kind: 'conflict',
    vi: 'Yêu cầu này đã giải quyết xong.',
    en: 'The request is closed.',
  },
  'data-request-extended': {
    kind: 'conflict',
    vi: 'Yêu cầu này đã được gia hạn rồi; chỉ gia hạn được một lần.',
    en: 'The request was put off before; that can be done once.',
  },
  'extension-too-long': {
    kind: 'invalid',
    vi: 'Chỉ gia hạn được nhiều nhất 15 ngày.',
    en: 'A request can be put off by 15 days at most.',
  },
  'request-day-invalid': {
    kind: 'invalid',
    vi: 'Ngày nhận ghi dạng 2026-11-23 và không sau hôm nay.',
    en: 'Give the day of receipt as 2026-11-23, not after today.',
  },
  'seat-request-unknown': {
    kind: 'not-found',
    vi: 'Không có yêu cầu vào tổ nào như vậy.',
    en: 'There is no such request for a seat.',
  },
  'seat-request-settled': {
    kind: 'conflict',
    vi: 'Yêu cầu vào tổ này đã được trả lời rồi.',
    en: 'This request for a seat was settled before.',
  },
  'seat-taken': {
    kind: 'conflict',
    vi: 'Dòng này trong danh sách đã có người nhận.',
    en: 'Somebody has taken this row of the roster.',
  },
} as const satisfies Record<string, { kind: 'not-found' | 'conflict' | 'invalid'; vi: string; en: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** The system does not do what was asked; nothing has changed. */
export class Refused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(`${REFUSALS[code].vi} / ${REFUSALS[code].en} (${code})`);
    this.name = 'Refused';
    this.code = code;
  }
}
