import type { Clock } from '../../../lib/clock.ts';
import type { GraphWebhookEvent } from './deliver.ts';
import type { FakeGraphState } from './state.ts';

/** Makes the frames that all messaging events share. */
export interface EventMaker {
  /** What a person did; opens the messaging window when `opens`. */
  byUser(psid: string, what: Record<string, unknown>, opens?: boolean): GraphWebhookEvent;
  /** What the Page sent. */
  byPage(psid: string, what: Record<string, unknown>): GraphWebhookEvent;
  /** What concerns the Page as a whole: no sender. */
  aboutPage(what: Record<string, unknown>): GraphWebhookEvent;
  change(field: string, value: Record<string, unknown>, entryId?: string): GraphWebhookEvent;
  /** A message of the person with a new id, kept in the chat. */
  message(psid: string, message: Record<string, unknown>): GraphWebhookEvent;
  newMessageId(): string;
  nowMs(): number;
}

export function createEventMaker(state: FakeGraphState, clock: Clock): EventMaker {
  const { pageId } = state;
  const nowMs = () => clock.businessNow();
  const maker: EventMaker = {
    byUser(psid, what, opens = false) {
      if (opens) state.interacted(psid);
      const item = { sender: { id: psid }, recipient: { id: pageId }, timestamp: nowMs(), ...what };
      return { list: 'messaging', item };
    },
    byPage: (psid, what) => ({
      list: 'messaging',
      item: { sender: { id: pageId }, recipient: { id: psid }, timestamp: nowMs(), ...what },
    }),
    aboutPage: (what) => ({
      list: 'messaging',
      item: { recipient: { id: pageId }, timestamp: nowMs(), ...what },
    }),
    change: (field, value, entryId) => ({
      list: 'changes',
      item: { field, value },
      ...(entryId !== undefined && { entryId }),
    }),
    message(psid, message) {
      const mid = state.newMessageId();
      const text = typeof message.text === 'string' ? message.text : '';
      const attachments = mediaOf(message.attachments);
      state.lines.push({ psid, fromPage: false, messageId: mid, text, atMs: nowMs(), attachments });
      return maker.byUser(psid, { message: { mid, ...message } }, true);
    },
    newMessageId: () => state.newMessageId(),
    nowMs,
  };
  return maker;
}

function mediaOf(attachments: unknown): { type: string; url: string }[] {
  if (!Array.isArray(attachments)) return [];
  return (attachments as { type: string; payload?: { url?: unknown } }[]).flatMap(({ type, payload }) =>
    typeof payload?.url === 'string' ? [{ type, url: payload.url }] : [],
  );
}
