/** Every error of the API: a stable code, a status and one sentence in each language. Codes are never reused. */
export const API_ERRORS = {
  'token-missing': {
    status: 401,
    vi: 'Thiếu mã truy cập. Gửi kèm “Authorization: Bearer …”.',
    en: 'The access token is missing. Send “Authorization: Bearer …”.',
  },
  'token-unknown': {
    status: 401,
    vi: 'Mã truy cập không đúng hoặc đã bị thu hồi.',
    en: 'The access token is unknown or was revoked.',
  },
  'scope-missing': {
    status: 403,
    vi: 'Mã truy cập không có quyền này.',
    en: 'The access token lacks the scope for this.',
  },
  'input-invalid': {
    status: 400,
    vi: 'Dữ liệu gửi lên chưa đúng. Xem các mục được liệt kê.',
    en: 'The input is not valid. See the listed fields.',
  },
  'cursor-invalid': {
    status: 400,
    vi: 'Con trỏ trang không dùng được cho truy vấn này. Bắt đầu lại từ trang đầu.',
    en: 'The cursor does not belong to this query. Begin with the first page.',
  },
  'not-found': { status: 404, vi: 'Không tìm thấy.', en: 'Not found.' },
  unavailable: {
    status: 503,
    vi: 'Hệ thống đang tạm gián đoạn. Thử lại sau ít phút.',
    en: 'The system is briefly out of order. Try again in a few minutes.',
  },
} as const satisfies Record<string, { status: number; vi: string; en: string }>;

export type ApiErrorCode = keyof typeof API_ERRORS;

export interface FieldFault {
  field: string;
  message: string;
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
