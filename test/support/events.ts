import type { EventKind, InboundActivity } from '../../src/domain/activity.ts';
import type { AcceptedEvent } from '../../src/domain/event-log.ts';

/** 23 November 2026, 09:00 in Ninh Thuận. */
export const NOW_MS = Date.parse('2026-11-23T09:00:00+07:00');

export const ALICE = 'zalo:1001:5001';

let seq = 0;

/** An accepted event of Alice's, with only what the test is about said. */
export function acceptedEvent(
  id: string,
  text: string,
  more: Partial<Omit<AcceptedEvent, 'activity'>> & { activity?: Partial<InboundActivity> } = {},
): AcceptedEvent {
  const { activity, ...rest } = more;
  const conversationId = rest.conversationId ?? ALICE;
  const userId = conversationId.split(':')[2] as string;
  const kind: EventKind = rest.kind ?? 'message';
  seq += 1;
  return {
    key: `zalo:1001:${kind}:${id}`,
    conversationId,
    kind,
    platformTimeMs: NOW_MS + seq,
    position: 0,
    acceptedAtMs: NOW_MS + seq,
    acceptSeq: seq,
    ...rest,
    activity: {
      type: 'message',
      id,
      channelId: 'zalo',
      from: { id: userId },
      recipient: { id: '1001' },
      conversation: { id: conversationId },
      text,
      ...activity,
    },
  };
}
