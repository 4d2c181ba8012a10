import type { GraphWebhookEvent } from './deliver.ts';
import type { EventMaker } from './event-maker.ts';

/** Opt-ins, receipts, hand-overs and other things between a person and the Page. */
export function createRelationEvents(make: EventMaker, appId: string) {
  return {
    optIn: (psid: string, ref: string): GraphWebhookEvent => make.byUser(psid, { optin: { ref } }),

    /** A checkbox plug-in: the person is not known yet. */
    anonymousOptIn: (ref: string, userRef: string): GraphWebhookEvent =>
      make.aboutPage({ optin: { ref, user_ref: userRef } }),

    /** @param status - `STOP NOTIFICATIONS` or `RESUME NOTIFICATIONS`, with a space or an underscore. */
    notificationOptIn: (psid: string, status?: string): GraphWebhookEvent =>
      make.byUser(psid, {
        optin: {
          type: 'notification_messages',
          payload: 'topic',
          notification_messages_token: 'fake-token',
          ...(status !== undefined && { notification_messages_status: status }),
        },
      }),

    delivered: (psid: string, mids: readonly string[]): GraphWebhookEvent =>
      make.byUser(psid, { delivery: { mids, watermark: make.nowMs() } }),

    seen: (psid: string): GraphWebhookEvent =>
      make.byUser(psid, { read: { watermark: String(make.nowMs()) } }),

    accountLinking: (psid: string, status: 'linked' | 'unlinked'): GraphWebhookEvent =>
      make.byUser(psid, { account_linking: { status } }),

    feedback: (psid: string, mid: string): GraphWebhookEvent =>
      make.byUser(psid, { response_feedback: { feedback: 'Good response', mid } }),

    passToUs: (psid: string, fromAppId: string): GraphWebhookEvent =>
      make.byUser(psid, {
        pass_thread_control: { previous_owner_app_id: fromAppId, new_owner_app_id: appId, metadata: '' },
      }),

    passAway: (psid: string, toAppId: string): GraphWebhookEvent =>
      make.byUser(psid, {
        pass_thread_control: { previous_owner_app_id: appId, new_owner_app_id: toAppId, metadata: '' },
      }),

    takenAway: (psid: string, byAppId: string): GraphWebhookEvent =>
      make.byUser(psid, {
        take_thread_control: { previous_owner_app_id: appId, new_owner_app_id: byAppId, metadata: '' },
      }),

    requested: (psid: string, byAppId: string): GraphWebhookEvent =>
      make.byUser(psid, {
        request_thread_control: { requested_owner_app_id: Number(byAppId), metadata: '' },
      }),

    /** Any other event of a person. */
    other: (psid: string, what: Record<string, unknown>): GraphWebhookEvent => make.byUser(psid, what),
  };
}
