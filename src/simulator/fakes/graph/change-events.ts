import type { GraphWebhookEvent } from './deliver.ts';
import type { EventMaker } from './event-maker.ts';

const MS_PER_SECOND = 1_000;

export interface FakeComment {
  /** Who wrote it: not the id that the person has in Messenger; null when Meta does not tell. */
  fromId: string | null;
  text: string;
  commentId: string;
  postId: string;
  verb?: 'add' | 'edited' | 'remove' | 'hide';
}

/** What happens on the Page's wall and in its settings. */
export function createChangeEvents(make: EventMaker, pageId: string) {
  const seconds = () => Math.floor(make.nowMs() / MS_PER_SECOND);
  const comment = ({ fromId, text, commentId, postId, verb = 'add' }: FakeComment): GraphWebhookEvent =>
    make.change('feed', {
      ...(fromId !== null && { from: { id: fromId, name: 'Người dùng thử' } }),
      item: 'comment',
      verb,
      comment_id: commentId,
      post_id: postId,
      parent_id: postId,
      ...(verb !== 'remove' && { message: text }),
      created_time: seconds(),
    });

  return {
    comment,

    /** The Page answers on its own wall. */
    ownComment: (about: Omit<FakeComment, 'fromId'>): GraphWebhookEvent =>
      comment({ ...about, fromId: pageId }),

    /** A post, photo, share, reaction … on the wall. */
    feed: (item: string, verb = 'add'): GraphWebhookEvent =>
      make.change('feed', {
        item,
        verb,
        post_id: `${pageId}_1`,
        from: { id: '4001' },
        created_time: seconds(),
      }),

    templateStatus: (
      field:
        | 'message_template_status_update'
        | 'messenger_template_status_update' = 'message_template_status_update',
    ): GraphWebhookEvent => make.change(field, { event: 'APPROVED', message_template_name: 'mau_thu' }),

    integrity: (feature: string): GraphWebhookEvent =>
      make.change('business_integrity', { restrictions: [{ feature, status: 'active' }] }),

    /** What the dashboard's "Test" button sends: a messaging event as a change of entry 0. */
    dashboardTest: (field = 'messages'): GraphWebhookEvent =>
      make.change(
        field,
        {
          sender: { id: '12334' },
          recipient: { id: '23245' },
          timestamp: String(seconds()),
          message: { mid: 'test_message_id', text: 'test_message' },
        },
        '0',
      ),

    otherChange: (field: string, value: Record<string, unknown>): GraphWebhookEvent =>
      make.change(field, value),
  };
}
