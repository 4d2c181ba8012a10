/** Every error of the simulator's own API: a stable code, a status and a sentence in each language. */
export const SIMULATOR_ERRORS = {
  'input-invalid': {
    status: 400,
    vi: 'Dữ liệu gửi lên chưa đúng. Xem các mục được liệt kê.',
    en: 'The input is not valid. See the listed fields.',
  },
  'other-site': {
    status: 403,
    vi: 'Trang mô phỏng chỉ nhận yêu cầu từ chính nó. Mở bằng localhost, địa chỉ IP, hoặc tên trong PUBLIC_URL.',
    en: 'The simulator only takes requests of its own page. Open it by localhost, an IP address or the name in PUBLIC_URL.',
  },
  'channel-real': {
    status: 404,
    vi: 'Kênh này dùng tài khoản thật nên không mô phỏng.',
    en: 'This channel has a real account and is not simulated.',
  },
  'person-unknown': {
    status: 404,
    vi: 'Chưa có người này. Tạo người trước.',
    en: 'There is no such person. Make the person known first.',
  },
  'medium-unknown': {
    status: 404,
    vi: 'Không còn ảnh này. Tải lên lại.',
    en: 'There is no such medium. Upload it again.',
  },
  'act-unknown': {
    status: 409,
    vi: 'Nền tảng này không có thao tác đó.',
    en: 'This platform has no such act.',
  },
  'webhook-refused': {
    status: 502,
    vi: 'Máy chủ chưa nhận sự kiện. Thử lại sau ít giây.',
    en: 'The server did not accept the event. Try again in a few seconds.',
  },
} as const satisfies Record<string, { status: number; vi: string; en: string }>;

export type SimulatorErrorCode = keyof typeof SIMULATOR_ERRORS;

/** Ends a request with one error of the list. */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;
  readonly fields: readonly { field: string; message: string }[];

  constructor(code: SimulatorErrorCode, fields: SimulatorError['fields'] = []) {
    super(SIMULATOR_ERRORS[code].en);
    this.name = 'SimulatorError';
    this.code = code;
    this.fields = fields;
  }
}
