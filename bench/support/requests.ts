import { createHash, createHmac } from 'node:crypto';
import { MESSENGER, messengerUser, ZALO, zaloUser } from './accounts.ts';

/** One in so many requests comes from Messenger. */
const MESSENGER_EVERY = 4;

/** What people write: short answers, commands and whole sentences. */
const TEXTS = [
  'xin chào',
  'menu',
  'Hôm qua tổ họp ở nhà văn hóa thôn, nói về phòng chống bạo lực gia đình, có 42 người, 25 nữ',
  'giúp',
  '50 người',
  'Chị ơi cho em hỏi tờ rơi tuần này đã có chưa ạ',
  '2',
  'đúng rồi em nhé',
];

export interface RequestPlan {
  /** Host and port for the request's head. */
  host: string;
  /** Number of the first request; also the number in its message id, so that ids are unique. */
  from: number;
  count: number;
  /** The requests are shared out among so many people a channel. */
  people: number;
}

/** The message id of request `n`. */
export const messageIdOf = (n: number): string => `bench${String(n).padStart(12, '0')}`;

/** The event key that the server gives to request `n`. */
export function eventKeyOfRequest(n: number): string {
  return isMessenger(n)
    ? `messenger:${MESSENGER.pageId}:message:${messageIdOf(n)}`
    : `zalo:${ZALO.oaId}:message:${messageIdOf(n)}`;
}

/** Whole HTTP requests, signed as the platforms do, ready to be written to a socket. */
export function makeRequests(plan: RequestPlan): Buffer[] {
  return Array.from({ length: plan.count }, (_, i) => {
    const n = plan.from + i;
    return isMessenger(n) ? messengerRequest(n, plan) : zaloRequest(n, plan);
  });
}

function isMessenger(n: number): boolean {
  return n % MESSENGER_EVERY === 0;
}

function textOf(n: number): string {
  return TEXTS[Math.floor(n / MESSENGER_EVERY) % TEXTS.length] as string;
}

function zaloRequest(n: number, { host, people }: RequestPlan): Buffer {
  const timestamp = String(Date.now());
  const body = JSON.stringify({
    app_id: ZALO.appId,
    sender: { id: zaloUser(n % people) },
    user_id_by_app: '4000000000000000004',
    recipient: { id: ZALO.oaId },
    event_name: 'user_send_text',
    message: { text: textOf(n), msg_id: messageIdOf(n) },
    timestamp,
  });
  const mac = createHash('sha256')
    .update(ZALO.appId + body + timestamp + ZALO.oaSecretKey)
    .digest('hex');
  return request('/webhooks/zalo', host, `X-ZEvent-Signature: mac=${mac}`, 'ZaloWebhook', body);
}

function messengerRequest(n: number, { host, people }: RequestPlan): Buffer {
  const now = Date.now();
  const body = JSON.stringify({
    object: 'page',
    entry: [
      {
        id: MESSENGER.pageId,
        time: now,
        messaging: [
          {
            sender: { id: messengerUser(n % people) },
            recipient: { id: MESSENGER.pageId },
            timestamp: now,
            message: { mid: messageIdOf(n), text: textOf(n) },
          },
        ],
      },
    ],
  });
  const mac = createHmac('sha256', MESSENGER.appSecret).update(body).digest('hex');
  return request(
    '/webhooks/messenger',
    host,
    `X-Hub-Signature-256: sha256=${mac}`,
    'facebookexternalua',
    body,
  );
}

function request(path: string, host: string, signature: string, agent: string, body: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    `User-Agent: ${agent}`,
    'Accept: */*',
    'Content-Type: application/json',
    signature,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${body}`);
}
