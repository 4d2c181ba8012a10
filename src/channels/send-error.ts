/** Every way in which a send can fail. The sender asks the error what to do and never guesses. */
export const SEND_ERRORS = {
  'message-invalid': {
    retry: 'never',
    fault: 'ours',
    officer: 'Nội dung tin không được nền tảng chấp nhận.',
  },
  'attachment-rejected': {
    retry: 'never',
    fault: 'ours',
    officer: 'Ảnh hoặc tệp không được nền tảng chấp nhận.',
  },
  'attachment-expired': {
    retry: 'now',
    fault: 'platform',
    officer: 'Tệp đã tải lên hết hạn, hệ thống sẽ tải lại.',
  },
  unreachable: { retry: 'later', fault: 'network', officer: 'Chưa kết nối được tới nền tảng.' },
  'platform-busy': { retry: 'later', fault: 'platform', officer: 'Nền tảng đang bận, sẽ thử lại.' },
  throttled: { retry: 'later', fault: 'platform', officer: 'Gửi quá nhanh, nền tảng yêu cầu chờ.' },
  'token-expired': {
    retry: 'after-refresh',
    fault: 'account',
    officer: 'Mã truy cập hết hạn, hệ thống sẽ làm mới.',
  },
  'account-stopped': {
    retry: 'stop-lane',
    fault: 'account',
    officer: 'Tài khoản Zalo OA hoặc Trang bị dừng hoặc mất quyền. Cần người quản trị xử lý.',
  },
  'quota-exhausted': {
    retry: 'stop-lane',
    fault: 'account',
    officer: 'Tài khoản đã hết số tin được gửi hoặc hết tiền. Cần mua thêm hoặc đợi kỳ mới, rồi mở lại.',
  },
  'window-closed': {
    retry: 'never',
    fault: 'recipient',
    officer: 'Đã quá thời hạn được phép nhắn. Người nhận cần nhắn lại trước.',
  },
  'recipient-blocked': {
    retry: 'never',
    fault: 'recipient',
    officer: 'Người nhận đã chặn hoặc không nhận được tin.',
  },
  'recipient-quota': {
    retry: 'never',
    fault: 'recipient',
    officer: 'Người nhận đã nhận đủ số tin cho phép.',
  },
  'night-rule': {
    retry: 'later',
    fault: 'platform',
    officer: 'Nền tảng không cho gửi ban đêm, sẽ gửi lúc sáng.',
  },
  'thread-held': {
    retry: 'later',
    fault: 'platform',
    officer: 'Cuộc trò chuyện đang do người hoặc ứng dụng khác trả lời.',
  },
  rejected: { retry: 'never', fault: 'platform', officer: 'Nền tảng từ chối tin này.' },
  'unknown-outcome': {
    retry: 'unknown',
    fault: 'network',
    officer: 'Không rõ tin đã tới chưa.',
  },
} as const satisfies Record<string, SendErrorDecision>;

export type SendErrorCode = keyof typeof SEND_ERRORS;

export interface SendErrorDecision {
  /**
   * `never`: final. `later`: after `retryAfterMs` or back-off. `now`: once, at once (the channel has dropped its cached
   * upload). `after-refresh`: once, after a token refresh. `stop-lane`: park the channel's lanes and alert.
   * `unknown`: the platform may have taken it; the lane's rule decides.
   */
  retry: 'never' | 'later' | 'now' | 'after-refresh' | 'stop-lane' | 'unknown';
  fault: 'ours' | 'platform' | 'network' | 'account' | 'recipient';
  /** What an officer reads. */
  officer: string;
}

/**
 * A send that failed, with its own decision. Carries platform codes but never a header, token or text.
 *
 * @example throw new SendError('throttled', { platformCode: '-32', retryAfterMs: 60_000 })
 */
export class SendError extends Error {
  readonly code: SendErrorCode;
  readonly decision: SendErrorDecision;
  /** `code[/subcode]` of the platform, for operators. */
  readonly platformCode: string | null;
  /** At least this long, when the platform told. */
  readonly retryAfterMs: number | null;
  /** True when the platform's documented lists do not know the code: alert on first sight. */
  readonly unlisted: boolean;

  constructor(
    code: SendErrorCode,
    details: { platformCode?: string; retryAfterMs?: number; unlisted?: boolean } = {},
  ) {
    super(`[${code}]${details.platformCode ? ` platform code ${details.platformCode}` : ''}`);
    this.name = 'SendError';
    this.code = code;
    this.decision = SEND_ERRORS[code];
    this.platformCode = details.platformCode ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.unlisted = details.unlisted ?? false;
  }
}
