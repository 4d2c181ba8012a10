import { describe, expect, it } from 'vitest';
import { parseZalo } from '../../../src/channels/zalo/parse.ts';
import type { InboundActivity, ParsedEvent } from '../../../src/domain/activity.ts';
import { ACCOUNT, fixture, OA_ID, USER_ID } from './support.ts';

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

describe('events that nobody expects', () => {
  const only = (payload: unknown) => parseZalo(payload, ACCOUNT)[0];

  it('with an id as a number are read only where that is exact', () => {
    const event = fixture('follow');
    expect(only({ ...event, follower: { id: 12345 } })).toMatchObject({
      event: { activity: { from: { id: '12345' } } },
    });
    expect(only({ ...event, follower: { id: 2 ** 60 } })).toEqual({
      outcome: 'ignored',
      kind: 'follow',
      reason: 'malformed',
    });
  });

  it('with the same message id are told apart by what they say about it', () => {
    const reaction = fixture('user_reacted_message');
    const [first, later, other] = [
      reaction,
      { ...reaction, timestamp: '1790000000001' },
      { ...reaction, message: { msg_id: 'aaaaaaaaaaaaaaaareac', react_icon: '/-heart' } },
    ].map((event) => {
      const result = only(event);
      return result?.outcome === 'event' ? result.event.key : null;
    });
    expect(new Set([first, later, other]).size).toBe(3);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('named %j are no events', (name) => {
    expect(only({ ...fixture('user_send_text'), event_name: name })).toMatchObject({ outcome: 'ignored' });
  });

  it('that nest without end have a key all the same', () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    expect(only({ ...fixture('follow'), deep })).toMatchObject({ outcome: 'event' });
    expect(only({ ...fixture('user_send_text'), message: deep })).toMatchObject({ reason: 'malformed' });
  });

  it('with broken characters become whole text', () => {
    const message = { msg_id: 'm1', text: '\ud800 tổ' };
    expect(only({ ...fixture('user_send_text'), message })).toMatchObject({
      event: { activity: { text: '\ufffd tổ' } },
    });
  });

  it.each([
    ['nothing at all', null],
    ['an empty object', {}],
    ['empty attachments in a text event', { msg_id: 'm1', attachments: [] }],
    ['only white space', { msg_id: 'm1', text: ' \n' }],
  ])('with %s for a message are malformed', (_, message) => {
    expect(only({ ...fixture('user_send_text'), message })).toMatchObject({ reason: 'malformed' });
  });

  it('keep the fact of an attachment that cannot be read', () => {
    const message = {
      msg_id: 'm1',
      attachments: [null, { type: 'hologram', payload: { url: 'file:///etc' } }],
    };
    expect(only({ ...fixture('user_send_text'), message })).toMatchObject({
      event: { activity: { attachments: [{ contentType: 'loa/other' }, { contentType: 'loa/other' }] } },
    });
    const image = { ...fixture('user_send_image'), message: { msg_id: 'm2' } };
    expect(only(image)).toMatchObject({
      event: { activity: { attachments: [{ contentType: 'loa/image' }] } },
    });
  });
});
