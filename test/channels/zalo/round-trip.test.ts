import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textHash } from '../../../src/channels/text-hash.ts';
import type { ParsedEvent } from '../../../src/domain/activity.ts';
import type { ZaloEvents, ZaloWebhookEvent } from '../../../src/simulator/fakes/zalo/events.ts';
import { outbound, sendIntoSilence, textPart, USER_ID, type ZaloWorld, zaloWorld } from './support.ts';

let world: ZaloWorld;

beforeEach(async () => {
  world = await zaloWorld();
});

afterEach(() => world.close());

/** An event on its way from the platform into the channel: signed, verified, parsed. */
function receive(event: ZaloWebhookEvent): ParsedEvent | undefined {
  const { headers, body } = world.zalo.signed(event);
  const raw = Buffer.from(body);
  expect(world.channel.verify(raw, headers)).toBe(true);
  expect(world.channel.verify(Buffer.concat([raw, Buffer.from(' ')]), headers)).toBe(false);
  return world.channel.parse(JSON.parse(body))[0];
}

const CASES: [string, (events: ZaloEvents) => ZaloWebhookEvent, string][] = [
  ['a text', (events) => events.text(USER_ID, 'Tổ 12 họp'), 'message'],
  ['a tap', (events) => events.tap(USER_ID, '#lt:a:b:c:d'), 'tap'],
  ['a picture', (events) => events.attachment(USER_ID, 'image', undefined, 'Buổi họp'), 'message'],
  ['a gif', (events) => events.attachment(USER_ID, 'gif'), 'message'],
  ['a link', (events) => events.attachment(USER_ID, 'link'), 'message'],
  ['a voice note', (events) => events.attachment(USER_ID, 'audio'), 'message'],
  ['a video', (events) => events.attachment(USER_ID, 'video'), 'message'],
  ['a sticker', (events) => events.attachment(USER_ID, 'sticker'), 'message'],
  ['a place', (events) => events.attachment(USER_ID, 'location'), 'message'],
  ['a business card', (events) => events.attachment(USER_ID, 'business_card'), 'message'],
  ['a file', (events) => events.attachment(USER_ID, 'file'), 'message'],
  ['a follow', (events) => events.follow(USER_ID), 'follow'],
  ['an unfollow', (events) => events.unfollow(USER_ID), 'unfollow'],
  ['a first click', (events) => events.clickChatNow(USER_ID), 'start'],
  ['submitted information', (events) => events.submitInfo(USER_ID, { name: 'Người Mẫu' }), 'submit-info'],
  ['a request about data', (events) => events.withdraw(USER_ID), 'withdraw'],
  ['a reaction', (events) => events.react(USER_ID, 'm1', '/-heart'), 'reaction'],
  ['a receipt', (events) => events.received(USER_ID, 'm1'), 'receipt'],
  ['a receipt of the OA', (events) => events.seen(USER_ID, ['m1'], 'oa'), 'receipt'],
  ['a receipt of the user', (events) => events.seen(USER_ID, ['m1'], 'user'), 'receipt'],
  ['a human in the inbox', (events) => events.human(USER_ID, 'Em nghe chị'), 'echo'],
  ['a group text', (events) => events.groupText(USER_ID, 'cả nhóm ơi'), 'group-message'],
  ['an anonymous text', (events) => events.anonymousText('xin chào'), 'anonymous'],
  ['a revoked permission', (events) => events.permissionRevoked(), 'permission-revoked'],
  ['the save probe', (events) => events.saveProbe(), 'save-probe'],
  ['an unheard-of event', (events) => events.other('user_send_hologram', {}), 'unknown-event'],
];

describe('from the platform into the channel', () => {
  it.each(CASES)('%s arrives', (_, make, expected) => {
    const result = receive(make(world.zalo.events));
    expect(result?.outcome === 'event' ? result.event.kind : result?.reason).toBe(expected);
  });

  it('the echo of a send whose answer was lost proves that it arrived', async () => {
    world.zalo.failures.next(1, 'timeout-after');
    const error = await sendIntoSilence(world, outbound(textPart('Đã nhận báo cáo BC-0412')));
    expect(error).toMatchObject({ code: 'unknown-outcome' });
    const [sent] = world.zalo.sent;
    if (!sent) throw new Error('nothing arrived');
    expect(receive(world.zalo.events.echo(sent))).toMatchObject({
      event: {
        kind: 'echo',
        activity: {
          id: sent.messageId,
          value: { echoOf: 'self', textHash: textHash('Đã nhận báo cáo BC-0412') },
        },
      },
    });
  });
});
