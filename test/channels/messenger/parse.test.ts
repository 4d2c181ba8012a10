import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessenger } from '../../../src/channels/messenger/parse.ts';
import type { InboundEvent, ParsedEvent } from '../../../src/domain/activity.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { seededIds } from '../../../src/lib/ids.ts';
import { envelopeOf, type GraphWebhookEvent } from '../../../src/simulator/fakes/graph/deliver.ts';
import { createEvents } from '../../../src/simulator/fakes/graph/events.ts';
import { createState } from '../../../src/simulator/fakes/graph/state.ts';
import { SEED, webhooksIn } from '../../contracts/channel/webhooks.ts';
import { ACCOUNT, APP_ID, PAGE_ID, PSID, START_MS, WEBHOOKS } from './support.ts';

const parse = (payload: unknown) => parseMessenger(payload, ACCOUNT);

function eventsOf(results: ParsedEvent[]): InboundEvent[] {
  return results.flatMap((result) => (result.outcome === 'event' ? [result.event] : []));
}

const clock = frozenClock(START_MS);
const events = createEvents(APP_ID, createState(PAGE_ID, clock, seededIds('events')), clock);

function read(...given: GraphWebhookEvent[]): ParsedEvent[] {
  return parse(envelopeOf(given, PAGE_ID, START_MS));
}

function wordFor(result: ParsedEvent | undefined): string {
  if (!result) return 'nothing';
  return result.outcome === 'event' ? result.event.kind : `ignored:${result.reason}`;
}

describe('what the fake platform tells', () => {
  it.each<[string, GraphWebhookEvent, string]>([
    ['a text', events.text(PSID, 'chào'), 'message'],
    ['a text with a reference', events.text(PSID, 'chào', { ref: 'x', replyTo: 'm_1' }), 'message'],
    ['a picture', events.attachment(PSID, 'image'), 'message'],
    ['five pictures', events.images(PSID, ['https://a.example/1.jpg']), 'message'],
    ['a sticker', events.sticker(PSID), 'message'],
    ['a sticker of the summer', events.sticker(PSID, 'both'), 'message'],
    ['something unsupported', events.unsupported(PSID), 'message'],
    ['a tap on a quick reply', events.quickReply(PSID, 'Gửi', '#lt:a:b:c:d'), 'tap'],
    ['a tap on a button', events.postback(PSID, 'Gửi', '#lt:a:b:c:d'), 'tap'],
    ['Get Started', events.getStarted(PSID), 'start'],
    ['Get Started through a link', events.getStarted(PSID, 'x'), 'start'],
    ['a welcome button', events.adWelcome(PSID, 'Xin chào', 'x'), 'start'],
    ['a link into the conversation', events.referral(PSID, 'x'), 'start'],
    ['an edit', events.edit(PSID, 'm_1', 'mới'), 'edit'],
    ['an unsent message', events.unsend(PSID, 'm_1'), 'unsend'],
    ['a reaction', events.react(PSID, 'm_1'), 'reaction'],
    ['a reaction taken back', events.unreact(PSID, 'm_1'), 'reaction'],
    ['an opt-in', events.optIn(PSID, 'web'), 'opt-in'],
    ['an opt-in of nobody', events.anonymousOptIn('web', 'u'), 'ignored:anonymous'],
    ['stopped notifications', events.notificationOptIn(PSID, 'STOP_NOTIFICATIONS'), 'opt-in'],
    ['a delivery', events.delivered(PSID, ['m_1']), 'ignored:receipt'],
    ['a look', events.seen(PSID), 'ignored:receipt'],
    ['linking', events.accountLinking(PSID, 'linked'), 'ignored:no-effect'],
    ['feedback', events.feedback(PSID, 'm_1'), 'ignored:no-effect'],
    ['a thread given to us', events.passToUs(PSID, '4'), 'handover'],
    ['a thread given away', events.passAway(PSID, '4'), 'handover'],
    ['a thread taken', events.takenAway(PSID, '4'), 'handover'],
    ['a thread asked for', events.requested(PSID, '4'), 'handover'],
    ['a human in the inbox', events.human(PSID, 'tôi đây'), 'echo'],
    ['another app', events.otherApp(PSID, 'tôi đây', '4'), 'echo'],
    ['a message in standby', events.inStandby(events.text(PSID, 'chào')), 'ignored:standby'],
    ['an echo in standby', events.inStandby(events.human(PSID, 'chào')), 'echo'],
    ['a policy warning', events.policy('warning', 'x'), 'policy'],
    ['a policy block, old spelling', events.policy('block', 'x', 'policy-enforcement'), 'policy'],
    ['roles', events.appRoles(), 'ignored:no-effect'],
    ['a comment', events.comment({ fromId: '5', text: 'x', commentId: '1_2', postId: '1' }), 'comment'],
    [
      'our own comment',
      events.ownComment({ text: 'x', commentId: '1_3', postId: '1' }),
      'ignored:own-comment',
    ],
    ['a post', events.feed('post'), 'ignored:feed'],
    ['a template’s state', events.templateStatus(), 'ignored:template-status'],
    ['a restriction', events.integrity('messaging'), 'policy'],
    ['a dashboard test', events.dashboardTest(), 'ignored:dashboard-test'],
    ['something new', events.other(PSID, { brand_new: 1 }), 'ignored:unknown-event'],
    ['a new change', events.otherChange('brand_new', {}), 'ignored:unknown-event'],
  ])('%s is read', (_, event, word) => {
    expect(read(event).map(wordFor)).toEqual([word]);
  });
});

describe('reading Messenger', () => {
  it('keeps ids that exceed a number whole', () => {
    const [event] = eventsOf(read(events.text('98765432109876543', 'chào')));
    expect(event?.conversationId).toBe(`messenger:${PAGE_ID}:98765432109876543`);
  });

  it('never takes a person from a number that has lost its digits', () => {
    const body = `{"object":"page","entry":[{"id":"${PAGE_ID}","messaging":[{"sender":{"id":98765432109876543},
      "recipient":{"id":"${PAGE_ID}"},"timestamp":1,"message":{"mid":"m","text":"x"}}]}]}`;
    expect(parse(JSON.parse(body)).map(wordFor)).toEqual(['ignored:malformed']);
  });

  it('loses nothing to bad neighbours', () => {
    const good = webhooksIn(WEBHOOKS).flatMap(({ payload }) => {
      const { object, entry } = payload as { object?: unknown; entry?: unknown[] };
      return object === 'page' && entry ? entry : [];
    });
    const expected = eventsOf(parse({ object: 'page', entry: good })).map(({ key }) => key);
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 20 }), fc.nat(), (bad, seed) => {
        const mixed = [...good];
        bad.forEach((entry, index) => {
          mixed.splice((seed * (index + 7)) % (mixed.length + 1), 0, entry);
        });
        expect(eventsOf(parse({ object: 'page', entry: mixed })).map(({ key }) => key)).toEqual(expected);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });

  it('knows an edit from the message and from the next edit', () => {
    const keys = eventsOf(
      read(
        events.other(PSID, { message: { mid: 'm_1', text: 'a' } }),
        events.edit(PSID, 'm_1', 'b', 1),
        events.edit(PSID, 'm_1', 'c', '2'),
      ),
    ).map(({ key }) => key);
    expect(keys).toEqual([
      `messenger:${PAGE_ID}:message:m_1`,
      `messenger:${PAGE_ID}:edit:m_1:1`,
      `messenger:${PAGE_ID}:edit:m_1:2`,
    ]);
  });

  it('knows a reaction from the same one given later', () => {
    const first = read(events.react(PSID, 'm_1'));
    clock.advance(1_000);
    const second = read(events.react(PSID, 'm_1'));
    expect(new Set(eventsOf([...first, ...second]).map(({ key }) => key)).size).toBe(2);
  });

  it('uses a hash for an id that is too long to be one', () => {
    const [event] = eventsOf(read(events.other(PSID, { message: { mid: 'm'.repeat(600), text: 'a' } })));
    expect(event?.key).toMatch(new RegExp(`^messenger:${PAGE_ID}:message:[0-9a-f]{64}$`));
  });

  it.each([
    ['its id as a string', APP_ID, 'self'],
    ['its id as a number', Number(APP_ID), 'self'],
    ['no id', undefined, 'human'],
    ['null', null, 'human'],
    ['the inbox', '263902037430900', 'human'],
    ['another id', '999', 'other-app'],
  ])('tells by %s who wrote an echo', (_, appId, echoOf) => {
    const echo = events.other(PSID, {
      sender: { id: PAGE_ID },
      recipient: { id: PSID },
      message: { mid: 'm', is_echo: true, app_id: appId, metadata: 'out-1', text: 'riêng' },
    });
    const [event] = eventsOf(read(echo));
    expect(event?.activity.value?.echoOf).toBe(echoOf);
    expect(event?.activity.value?.metadata).toBe(echoOf === 'self' ? 'out-1' : undefined);
    expect(event?.activity.text).toBe(echoOf === 'self' ? 'riêng' : undefined);
  });

  it('keeps neither place, author’s name nor token of what it reads', () => {
    const told = JSON.stringify(webhooksIn(WEBHOOKS).map(({ payload }) => parse(payload)));
    for (const secret of [
      '0.000001',
      'maps.example',
      'Người Mẫu',
      'Cinderella',
      'fake-token',
      'fake-code',
      'inbox me',
    ])
      expect(told).not.toContain(secret);
  });

  it('bounds the platform’s reason to 200 characters', () => {
    const [event] = eventsOf(read(events.policy('block', 'ừ'.repeat(500))));
    expect(event?.activity.value?.reason).toHaveLength(200);
  });

  it.each([
    [1_763_863_200, 1_763_863_200_000],
    [1_763_863_200_000, 1_763_863_200_000],
    ['1763863200', 1_763_863_200_000],
    ['1763863200000', 1_763_863_200_000],
    [0, null],
    [-5, null],
    [1e30, null],
    ['soon', null],
    [undefined, null],
  ])('reads the time %s as %s', (timestamp, expected) => {
    const [event] = eventsOf(read(events.other(PSID, { timestamp, message: { mid: 'm', text: 'a' } })));
    expect(event?.platformTimeMs).toBe(expected);
  });
});
