import { describe, expect, it } from 'vitest';
import { parseZalo } from '../../../src/channels/zalo/parse.ts';
import type { EventKind, IgnoreReason, InboundActivity, ParsedEvent } from '../../../src/domain/activity.ts';
import { ACCOUNT, fixture, fixtureNames, OA_ID, USER_ID } from './support.ts';

type Expected = EventKind | `ignored:${IgnoreReason}`;

/** What becomes of every fixture; a fixture without a line here fails. */
const EXPECTED: Record<string, Expected> = {
  user_send_text: 'message',
  'user_send_text.real_capture': 'message',
  'user_send_text.quote': 'message',
  'user_send_text.decomposed': 'message',
  'user_send_text.sample_time': 'message',
  'user_send_text.tap': 'tap',
  'user_send_text.save_probe': 'ignored:save-probe',
  'user_send_text.other_oa': 'ignored:unknown-account',
  'user_send_text.other_app': 'ignored:unknown-account',
  user_send_image: 'message',
  user_send_gif: 'message',
  user_send_link: 'message',
  user_send_audio: 'message',
  user_send_video: 'message',
  user_send_sticker: 'message',
  user_send_location: 'message',
  user_send_business_card: 'message',
  user_send_file: 'message',
  oa_send_text: 'echo',
  'oa_send_text.human': 'echo',
  oa_send_image: 'echo',
  oa_send_gif: 'echo',
  oa_send_list: 'echo',
  oa_send_file: 'echo',
  oa_send_sticker: 'echo',
  oa_send_template: 'echo',
  user_received_message: 'ignored:receipt',
  'user_received_message.zbs': 'ignored:receipt',
  user_seen_message: 'ignored:receipt',
  'user_seen_message.user_is_sender': 'ignored:receipt',
  user_reacted_message: 'reaction',
  'user_reacted_message.removed': 'reaction',
  oa_reacted_message: 'ignored:no-effect',
  user_click_chatnow: 'start',
  follow: 'follow',
  unfollow: 'unfollow',
  user_submit_info: 'submit-info',
  'user_submit_info.old': 'submit-info',
  update_user_info: 'ignored:no-effect',
  add_user_to_tag: 'ignored:no-effect',
  'add_user_to_tag.empty': 'ignored:no-effect',
  remove_user_from_tag: 'ignored:no-effect',
  remove_tag: 'ignored:no-effect',
  user_withdraw: 'withdraw',
  'user_withdraw.nobody_named': 'withdraw',
  permission_revoked: 'permission-revoked',
  extension_purchased: 'ignored:commerce',
  shop_has_order: 'ignored:commerce',
  anonymous_send_text: 'ignored:anonymous',
  anonymous_send_image: 'ignored:anonymous',
  anonymous_send_file: 'ignored:anonymous',
  anonymous_send_sticker: 'ignored:anonymous',
  oa_send_anonymous_text: 'ignored:anonymous',
  oa_send_anonymous_image: 'ignored:anonymous',
  oa_send_anonymous_file: 'ignored:anonymous',
  oa_send_anonymous_sticker: 'ignored:anonymous',
  widget_interaction_accepted: 'opt-in',
  widget_failed_to_sync_user_external_id: 'ignored:no-effect',
  oa_send_consent: 'ignored:no-effect',
  user_reply_consent: 'ignored:no-effect',
  user_call_oa: 'ignored:no-effect',
  oa_call_user: 'ignored:no-effect',
  create_group: 'ignored:group-message',
  user_join_group: 'ignored:group-message',
  user_request_join_group: 'ignored:group-message',
  accept_request_join_group: 'ignored:group-message',
  react_request_join_group_accept: 'ignored:group-message',
  reject_request_join_group: 'ignored:group-message',
  react_request_join_group_reject: 'ignored:group-message',
  add_group_admin: 'ignored:group-message',
  remove_group_admin: 'ignored:group-message',
  update_group_info: 'ignored:group-message',
  user_out_group: 'ignored:group-message',
  user_leave_group: 'ignored:group-message',
  delete_group: 'ignored:group-message',
  disperse_group: 'ignored:group-message',
  user_send_group_text: 'ignored:group-message',
  user_send_group_image: 'ignored:group-message',
  user_send_group_link: 'ignored:group-message',
  user_send_group_audio: 'ignored:group-message',
  user_send_group_video: 'ignored:group-message',
  user_send_group_business_card: 'ignored:group-message',
  user_send_group_sticker: 'ignored:group-message',
  user_send_group_gif: 'ignored:group-message',
  user_send_group_file: 'ignored:group-message',
  user_send_group_location: 'ignored:group-message',
  oa_send_group_text: 'ignored:group-message',
  user_feedback: 'ignored:no-effect',
  user_click_response_button: 'ignored:no-effect',
  change_template_status: 'ignored:template-status',
  change_template_quality: 'ignored:template-status',
  change_template_quota: 'ignored:template-status',
  change_oa_template_tags: 'ignored:template-status',
  change_oa_daily_quota: 'ignored:template-status',
  event_journey_acknowledged: 'ignored:template-status',
  event_journey_time_out: 'ignored:template-status',
  user_click_button: 'ignored:unknown-event',
};

function parsed(name: string): ParsedEvent {
  const [only, ...more] = parseZalo(fixture(name), ACCOUNT);
  expect(more).toEqual([]);
  return only as ParsedEvent;
}

function activity(name: string): InboundActivity {
  const result = parsed(name);
  if (result.outcome !== 'event') throw new Error(`${name} was ignored`);
  return result.event.activity;
}

describe('the events of Zalo', () => {
  it('are all in the table', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(fixtureNames);
  });

  it.each(Object.entries(EXPECTED))('%s becomes %s', (name, expected) => {
    const result = parsed(name);
    expect(result.outcome === 'event' ? result.event.kind : `ignored:${result.reason}`).toBe(expected);
    if (result.outcome === 'ignored') expect(result.kind).toBe(fixture(name).event_name);
  });
});

describe('a message', () => {
  it('has the neutral form', () => {
    expect(parsed('user_send_text')).toEqual({
      outcome: 'event',
      event: {
        key: `zalo:${OA_ID}:message:aaaaaaaaaaaaaaaa0001`,
        conversationId: `zalo:${OA_ID}:${USER_ID}`,
        kind: 'message',
        platformTimeMs: 1_790_000_000_000,
        position: 0,
        activity: {
          type: 'message',
          id: 'aaaaaaaaaaaaaaaa0001',
          channelId: 'zalo',
          from: { id: USER_ID },
          recipient: { id: OA_ID },
          conversation: { id: `zalo:${OA_ID}:${USER_ID}` },
          text: 'Tổ 12 họp 32 người',
        },
      },
    });
  });

  it('has its text composed', () => {
    expect(activity('user_send_text.decomposed').text).toBe('Tổ chức');
  });

  it('keeps what it quotes', () => {
    expect(activity('user_send_text.quote').replyToId).toBe('aaaaaaaaaaaaaaaaquot');
  });

  it('has no time when the platform gives an absurd one', () => {
    const result = parsed('user_send_text.sample_time');
    expect(result.outcome === 'event' && result.event.platformTimeMs).toBe(null);
  });

  it('that equals one of our payloads is a tap', () => {
    const tap = activity('user_send_text.tap');
    expect(tap.value).toEqual({ payload: '#lt:bao-cao:tong-ket:q1:gui' });
    expect(tap.text).toBeUndefined();
  });

  it('with a hash that is not ours stays a text', () => {
    const event = fixture('user_send_text');
    const message = { msg_id: 'm1', text: '#lt: tôi bị đánh' };
    const [result] = parseZalo({ ...event, message }, ACCOUNT);
    expect(result).toMatchObject({ event: { kind: 'message', activity: { text: '#lt: tôi bị đánh' } } });
  });

  it.each([
    [
      'user_send_image',
      [{ contentType: 'loa/image', contentUrl: 'https://photo.example/a.jpg' }],
      'Buổi họp',
    ],
    ['user_send_gif', [{ contentType: 'loa/image', contentUrl: 'https://photo.example/a.gif' }], undefined],
    [
      'user_send_link',
      [{ contentType: 'loa/link', contentUrl: 'https://link.example/' }],
      'https://link.example/',
    ],
    ['user_send_audio', [{ contentType: 'loa/audio', contentUrl: 'https://voice.example/a.amr' }], undefined],
    ['user_send_video', [{ contentType: 'loa/video', contentUrl: 'https://video.example/a.mp4' }], undefined],
    [
      'user_send_sticker',
      [{ contentType: 'loa/sticker', contentUrl: 'https://sticker.example/1001.png' }],
      undefined,
    ],
    [
      'user_send_file',
      [{ contentType: 'loa/file', contentUrl: 'https://file.example/a.pdf', name: 'báo cáo.pdf' }],
      undefined,
    ],
  ])('%s carries its attachment', (name, attachments, text) => {
    expect(activity(name).attachments).toEqual(attachments);
    expect(activity(name).text).toBe(text);
  });

  it.each([
    ['user_send_location', 'loa/location', '0.123456'],
    ['user_send_business_card', 'loa/contact', '84000000000'],
  ])('%s tells only that it came', (name, contentType, secret) => {
    expect(activity(name).attachments).toEqual([{ contentType }]);
    expect(JSON.stringify(activity(name))).not.toContain(secret);
  });

  it('knows a business card by its content even when it comes as a link', () => {
    const card = { ...fixture('user_send_business_card'), event_name: 'user_send_link' };
    const [result] = parseZalo(card, ACCOUNT);
    expect(result).toMatchObject({ event: { activity: { attachments: [{ contentType: 'loa/contact' }] } } });
  });
});

describe('an echo', () => {
  it('of our own send tells the hash of its text and no word of it', () => {
    const echo = activity('oa_send_text');
    expect(echo.value).toEqual({ echoOf: 'self', textHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(echo.id).toMatch(/^a+\d{4}$/);
    expect(JSON.stringify(echo)).not.toContain('báo cáo');
  });

  it('with an admin id was written by a human, whose words are not kept', () => {
    expect(activity('oa_send_text.human').value).toEqual({ echoOf: 'human' });
    expect(JSON.stringify(activity('oa_send_text.human'))).not.toContain('cán bộ');
  });

  it('belongs to the conversation of the person who got it', () => {
    expect(activity('oa_send_image').conversation.id).toBe(`zalo:${OA_ID}:${USER_ID}`);
    expect(activity('oa_send_image').from.id).toBe(OA_ID);
  });
});

describe('other events', () => {
  it('a reaction names its icon and the message, and taking it back is told apart', () => {
    expect(activity('user_reacted_message')).toMatchObject({
      type: 'messageReaction',
      replyToId: 'aaaaaaaaaaaaaaaareac',
      value: { reaction: '/-strong' },
    });
    expect(activity('user_reacted_message.removed').value).toEqual({ reaction: 'unreact' });
  });

  it('submitted personal information leaves no trace of itself', () => {
    for (const name of ['user_submit_info', 'user_submit_info.old']) {
      expect(JSON.stringify(parsed(name))).not.toMatch(/Mẫu|84000000000|01.01.2000/u);
    }
  });

  it('a request about personal data that names nobody is kept for the account', () => {
    expect(activity('user_withdraw.nobody_named').conversation.id).toBe(`zalo:${OA_ID}:@account`);
    expect(activity('user_withdraw').conversation.id).toBe(`zalo:${OA_ID}:${USER_ID}`);
  });

  it('a revoked permission concerns the account', () => {
    expect(activity('permission_revoked').conversation.id).toBe(`zalo:${OA_ID}:@account`);
  });

  it('a follow tells where it came from', () => {
    expect(activity('follow').value).toEqual({ action: 'oa_profile' });
  });
});
