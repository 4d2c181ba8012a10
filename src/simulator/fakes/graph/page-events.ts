import type { GraphWebhookEvent } from './deliver.ts';
import type { EventMaker } from './event-maker.ts';
import type { FakeSentMessage } from './state.ts';

/** The Page's inbox, as an app. */
const PAGE_INBOX_APP_ID = 263902037430900;

/** Echoes of what the Page sent, and what Meta tells the Page. */
export function createPageEvents(make: EventMaker, appId: string) {
  const human = (psid: string, text: string, fromAppId: number | null = PAGE_INBOX_APP_ID) =>
    make.byPage(psid, {
      message: {
        is_echo: true,
        ...(fromAppId !== null && { app_id: fromAppId }),
        mid: make.newMessageId(),
        text,
      },
    });

  return {
    /**
     * What Graph tells about each message of the app.
     *
     * @param appIdAs - Seen in both forms.
     */
    echo: (sent: FakeSentMessage, appIdAs: 'string' | 'number' = 'number'): GraphWebhookEvent => {
      const content = sent.text !== null && sent.buttons.length === 0 ? { text: sent.text } : {};
      const attachments = attachmentsOf(sent);
      return make.byPage(sent.psid, {
        message: {
          is_echo: true,
          app_id: appIdAs === 'number' ? Number(appId) : appId,
          ...(sent.metadata !== null && { metadata: sent.metadata }),
          mid: sent.messageId,
          ...content,
          ...(attachments.length > 0 && { attachments }),
        },
      });
    },

    /** An officer writes in the Page's inbox. @param fromAppId - null: without an app id. */
    human,

    otherApp: (psid: string, text: string, otherAppId: string): GraphWebhookEvent =>
      make.byPage(psid, {
        message: { is_echo: true, app_id: otherAppId, mid: make.newMessageId(), text },
      }),

    /** The same event as another app hears it that does not control the conversation. */
    inStandby: (event: GraphWebhookEvent): GraphWebhookEvent => ({ ...event, list: 'standby' }),

    policy: (
      action: 'warning' | 'block' | 'unblock',
      reason: string,
      key: 'policy_enforcement' | 'policy-enforcement' = 'policy_enforcement',
    ): GraphWebhookEvent => make.aboutPage({ [key]: { action, reason } }),

    appRoles: (): GraphWebhookEvent => make.aboutPage({ app_roles: { [appId]: ['primary_receiver'] } }),
  };
}

function attachmentsOf({ buttons, text, attachment }: FakeSentMessage): Record<string, unknown>[] {
  if (buttons.length > 0) {
    const payload = { template_type: 'button', text, buttons };
    return [{ type: 'template', payload }];
  }
  if (attachment === null) return [];
  return [{ type: attachment.kind, payload: { attachment_id: attachment.attachmentId } }];
}
