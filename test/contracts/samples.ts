import type { AcceptedEvent } from '../../src/domain/event-log.ts';
import type { NewOutboxRow } from '../../src/storage/outbox.ts';
import type { Storage } from '../../src/storage/storage.ts';

/** Opens a fresh, empty store; the suite closes it. */
export type OpenStorage = () => Promise<Storage>;

/** Vietnamese in NFC with characters of two, three and four bytes. */
export const HARD_TEXT = 'Tổ truyền thông Thôn Mẫu 01 – đã họp 🎉 “xong”';
/** Platform ids exceed 2^53 and must stay texts. */
export const LONG_ID = '90071992547409931234';

/** For a case of some thousand calls: a round trip to a server takes long on a machine with much to do. */
export const STORY_LIMIT_MS = 120_000;

export const T0 = Date.UTC(2026, 10, 2, 8);

/** An accepted event; `n` gives key, time and accept sequence, each of which may be set apart. */
export function sampleEvent(n: number, over: Partial<AcceptedEvent> = {}): AcceptedEvent {
  const conversationId = over.conversationId ?? `zalo:oa1:${LONG_ID}`;
  return {
    key: `zalo:oa1:message:m${n}`,
    conversationId,
    kind: 'message',
    platformTimeMs: T0 + n,
    position: 0,
    acceptedAtMs: T0 + n,
    acceptSeq: n,
    activity: {
      type: 'message',
      id: `m${n}`,
      channelId: 'zalo',
      from: { id: LONG_ID },
      recipient: { id: 'oa1' },
      conversation: { id: conversationId },
      text: `${HARD_TEXT} ${n}`,
    },
    ...over,
  };
}

export function sampleRow(id: string, over: Partial<NewOutboxRow> = {}): NewOutboxRow {
  return {
    id,
    conversationId: 'zalo:oa1:u1',
    lane: 'reply',
    group: 1,
    index: 0,
    part: { kind: 'text', text: HARD_TEXT },
    purpose: 'reply',
    createdAtMs: T0,
    notBeforeMs: T0,
    expiresAtMs: null,
    ...over,
  };
}

/** The numbers from `from` up to, not including, `to`. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
