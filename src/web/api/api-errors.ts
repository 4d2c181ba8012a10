import { REFUSALS, type RefusalCode } from '../../services/refused.ts';

interface ErrorText {
  status: number;
  vi: string;
  en: string;
}

const STATUS_OF = { 'not-found': 404, conflict: 409, invalid: 400 } as const;

const FROM_REFUSALS = Object.fromEntries(
  Object.entries(REFUSALS).map(([code, { kind, vi, en }]) => [code, { status: STATUS_OF[kind], vi, en }]),
) as Record<RefusalCode, ErrorText>;

/** Every error of the API: a stable code, a status and one sentence in each language. Codes are never reused. */
export const API_ERRORS = {
  'token-missing': {
    status: 401,
    vi: 'Thiếu mã truy cập. Gửi kèm “Authorization: Bearer …”.',
    en: 'The access token is missing. Send “Authorization: Bearer …”.',
  },
  'token-unknown': {
    status: 401,
    vi: 'Mã truy cập không đúng hoặc đã bị thu hồi. Xin cấp mã mới.',
    en: 'The access token is unknown or was revoked. Ask for a new one.',
  },
  'scope-missing': {
    status: 403,
    vi: 'Mã truy cập không có quyền này. Xin tỉnh cấp mã có quyền phù hợp.',
    en: 'The access token lacks the scope for this. Ask the province for one that has it.',
  },
  'outside-units': {
    status: 403,
    vi: 'Việc này nằm ngoài địa bàn của mã truy cập. Nhờ xã phụ trách hoặc tỉnh làm.',
    en: 'This lies outside the units of the access token. The commune in charge or the province can do it.',
  },
  'input-invalid': {
    status: 400,
    vi: 'Dữ liệu gửi lên chưa đúng. Xem các mục được liệt kê.',
    en: 'The input is not valid. See the listed fields.',
  },
  'body-malformed': {
    status: 400,
    vi: 'Nội dung gửi lên không phải JSON đúng. Gửi kèm “Content-Type: application/json”.',
    en: 'The body is not well-formed JSON. Send it with “Content-Type: application/json”.',
  },
  'body-too-large': {
    status: 413,
    vi: 'Nội dung gửi lên quá lớn; nhiều nhất 1 MB một lần. Danh sách lớn thì dùng “loa team import”.',
    en: 'The body is too large; 1 MB is the most. Large rosters go in with `loa team import`.',
  },
  'cursor-invalid': {
    status: 400,
    vi: 'Con trỏ trang không dùng được cho truy vấn này. Bắt đầu lại từ trang đầu.',
    en: 'The cursor does not belong to this query. Begin with the first page.',
  },
  'idempotency-key-invalid': {
    status: 400,
    vi: 'Idempotency-Key cần có từ 8 đến 200 chữ cái, chữ số, “-”, “_”, “.” hoặc “:”.',
    en: 'An Idempotency-Key is 8 to 200 letters, digits, “-”, “_”, “.” or “:”.',
  },
  'idempotency-key-reused': {
    status: 422,
    vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác. Dùng khóa mới.',
    en: 'This Idempotency-Key was used for another request. Take a new one.',
  },
  'request-running': {
    status: 409,
    vi: 'Yêu cầu cùng khóa đang được xử lý. Thử lại sau ít giây.',
    en: 'A request with this key is still running. Try again in a few seconds.',
  },
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy. Xem lại mã và đường dẫn; /api/v1/openapi.json liệt kê các đường dẫn.',
    en: 'Not found. Check the code and the path; /api/v1/openapi.json lists all paths.',
  },
  unavailable: {
    status: 503,
    vi: 'Hệ thống đang tạm gián đoạn. Thử lại sau ít phút.',
    en: 'The system is briefly out of order. Try again in a few minutes.',
  },
  ...FROM_REFUSALS,
} as const satisfies Record<string, ErrorText>;

export type ApiErrorCode = keyof typeof API_ERRORS;

export interface FieldFault {
  field: string;
  message: { vi: string; en: string };
}

/** Ends a request with one error of the list. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly fields: FieldFault[];

  constructor(code: ApiErrorCode, fields: FieldFault[] = []) {
    super(API_ERRORS[code].en);
    this.name = 'ApiError';
    this.code = code;
    this.fields = fields;
  }
}
