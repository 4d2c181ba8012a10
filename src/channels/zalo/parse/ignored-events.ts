import type { IgnoreReason } from '../../../domain/activity.ts';

/** Events that are counted and have no effect (platform dossier "Zalo" §1.5), by reason. */
const NAMES_BY_REASON: Partial<Record<IgnoreReason, readonly string[]>> = {
  // The ZBS receipt has the same name as the OA's; neither opens the window nor proves who read.
  receipt: ['user_received_message', 'user_seen_message'],
  anonymous: [
    'anonymous_send_text',
    'anonymous_send_image',
    'anonymous_send_file',
    'anonymous_send_sticker',
    'oa_send_anonymous_text',
    'oa_send_anonymous_image',
    'oa_send_anonymous_file',
    'oa_send_anonymous_sticker',
  ],
  // Three spellings are told for some of these.
  'group-message': [
    'create_group',
    'user_join_group',
    'user_request_join_group',
    'accept_request_join_group',
    'react_request_join_group_accept',
    'reject_request_join_group',
    'react_request_join_group_reject',
    'add_group_admin',
    'remove_group_admin',
    'update_group_info',
    'user_out_group',
    'user_leave_group',
    'delete_group',
    'disperse_group',
  ],
  commerce: ['shop_has_order', 'extension_purchased'],
  'template-status': [
    'change_template_status',
    'change_template_quality',
    'change_template_quota',
    'change_oa_daily_quota',
    'change_oa_template_tags',
    'event_journey_acknowledged',
    'event_journey_time_out',
  ],
  'no-effect': [
    'oa_reacted_message',
    'update_user_info',
    'add_user_to_tag',
    'remove_user_from_tag',
    'remove_tag',
    'widget_failed_to_sync_user_external_id',
    'oa_send_consent',
    'user_reply_consent',
    'user_call_oa',
    'oa_call_user',
    // Answers to ZBS templates, which are not sent.
    'user_feedback',
    'user_click_response_button',
  ],
};

/** `user_send_group_text`, `oa_send_group_image` … of whatever kind. */
const GROUP_MESSAGE = /^(?:user|oa)_send_group_/;

const REASON_OF_NAME: ReadonlyMap<string, IgnoreReason> = new Map(
  Object.entries(NAMES_BY_REASON).flatMap(([reason, names]) =>
    names.map((name): [string, IgnoreReason] => [name, reason as IgnoreReason]),
  ),
);

/** Why an event of this name is ignored whatever it contains; null when it is not. */
export function ignoreReasonOf(name: string): IgnoreReason | null {
  return REASON_OF_NAME.get(name) ?? (GROUP_MESSAGE.test(name) ? 'group-message' : null);
}
