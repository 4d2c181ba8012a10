import type { Failure } from './platforms/platform.ts';

/** How the page calls a failure, and what the phone shows when it has hit a message. */
export const FAILURE_TEXTS: Readonly<Record<Failure, { title: string; told: string }>> = {
  throttled: {
    title: 'Báo quá tải (429, Zalo -32)',
    told: 'Nền tảng từ chối một tin của bot: quá tải. Bot sẽ chờ rồi gửi lại.',
  },
  'timeout-after': {
    title: 'Nhận tin nhưng không trả lời',
    told: 'Nền tảng đã nhận tin của bot nhưng không trả lời. Bot phải tự tìm hiểu tin có tới hay không.',
  },
  'token-expired': {
    title: 'Mã truy cập hết hạn',
    told: 'Nền tảng từ chối một tin của bot: mã truy cập hết hạn.',
  },
  'window-closed': {
    title: 'Hết thời hạn được trả lời',
    told: 'Nền tảng từ chối một tin của bot: hết thời hạn được trả lời người này.',
  },
  'error-200': {
    title: 'HTTP 200 nhưng có lỗi bên trong',
    told: 'Nền tảng trả lời HTTP 200 nhưng báo lỗi bên trong. Tin đó không tới nơi.',
  },
};
