import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SUBSCRIBED_FIELDS } from '../../../src/channels/messenger/subscription.ts';
import type { OutboundPart } from '../../../src/domain/message.ts';
import { never } from '../../contracts/channel/descriptor.ts';
import { failureOf, type MessengerWorld, messengerWorld, outbound, PSID, START_MS } from './support.ts';

let world: MessengerWorld;

beforeEach(async () => {
  world = await messengerWorld();
});

afterEach(() => world.close());

const send = (part: OutboundPart = { kind: 'text', text: 'Chào chị' }) =>
  world.channel.send(outbound(part), never());

describe('pressure', () => {
  it('follows the usage headers and is forgotten when they are old', async () => {
    expect(world.channel.pressure()).toBe(0);
    world.graph.setUsage(80);
    await send();
    expect(world.channel.pressure()).toBe(0.8);
    world.clock.advance(6 * 60_000);
    expect(world.channel.pressure()).toBe(0);
  });

  it('is full while access is being regained', async () => {
    world.graph.setUsage(20, 30);
    await send();
    expect(world.channel.pressure()).toBe(1);
    world.clock.advance(29 * 60_000);
    expect(world.channel.pressure()).toBe(1);
    world.clock.advance(2 * 60_000);
    expect(world.channel.pressure()).toBe(0);
  });
});

describe('looking up a profile', () => {
  it('gives the name with the family name first', async () => {
    expect(await world.channel.profile(PSID, never())).toEqual({ displayName: 'Người Mẫu' });
  });

  it('gives null for a name that is not told, and for a person not known', async () => {
    world.graph.addUser({ psid: '42', sharesProfile: false, lastInteractionAtMs: START_MS });
    expect(await world.channel.profile('42', never())).toBeNull();
    expect(await world.channel.profile('43', never())).toBeNull();
  });

  it('fails like a call that can be repeated', async () => {
    world.graph.failures.next(1, 'server-error-before', 'read');
    expect((await failureOf(world.channel.profile(PSID, never()))).code).toBe('platform-busy');
    world.graph.failures.next(1, 'token-expired', 'read');
    expect((await failureOf(world.channel.profile(PSID, never()))).code).toBe('account-stopped');
  });
});

describe('setting up the menu', () => {
  it('sets Get Started, greeting and menu in one call that may be repeated', async () => {
    await world.channel.setUpMenu(never());
    await world.channel.setUpMenu(never());
    expect(world.graph.requests.get('POST /me/messenger_profile')).toBe(2);
    expect(world.graph.settings.profile).toMatchObject({
      get_started: { payload: 'GET_STARTED' },
      greeting: [{ locale: 'default', text: expect.stringContaining('trợ lý tự động') }],
      persistent_menu: [
        {
          locale: 'default',
          call_to_actions: expect.arrayContaining([expect.objectContaining({ title: 'Menu' })]),
        },
      ],
    });
  });

  it('cuts to the platform’s limits', async () => {
    await world.close();
    world = await messengerWorld({
      menu: {
        greeting: 'ừ '.repeat(200),
        items: Array.from({ length: 30 }, (_, index) => ({ kind: 'word', title: `Mục ${index} `.repeat(9) })),
      },
    });
    await world.channel.setUpMenu(never());
    expect(world.graph.settings.profile).toHaveProperty('persistent_menu');
  });

  it('makes items that come back as their words', async () => {
    await world.channel.setUpMenu(never());
    const [menu] = world.graph.settings.profile.persistent_menu as {
      call_to_actions: { title: string; payload: string }[];
    }[];
    const { title = '', payload = '' } = menu?.call_to_actions[0] ?? {};
    const { body } = world.graph.signed(world.graph.events.postback(PSID, title, payload));
    expect(world.channel.parse(JSON.parse(body))).toMatchObject([
      { outcome: 'event', event: { kind: 'message', activity: { text: 'Menu' } } },
    ]);
  });

  it('tells when the platform refuses', async () => {
    world.graph.failures.next(1, 'permission-missing', 'read');
    expect((await failureOf(world.channel.setUpMenu(never()))).code).toBe('account-stopped');
  });
});

describe('the webhook subscription', () => {
  it('is missing at first, whole once asked for, and missed again when Meta drops it', async () => {
    const missing = () => world.channel.missingSubscriptions(never());
    expect(await missing()).toEqual(SUBSCRIBED_FIELDS);
    await world.channel.subscribe(never());
    expect(await missing()).toEqual([]);
    world.graph.settings.handleSubscription('POST', 'messages,messaging_handover');
    expect(await missing()).toEqual(
      SUBSCRIBED_FIELDS.filter((field) => !['messages', 'messaging_handovers'].includes(field)),
    );
  });

  it('that cannot be read is a failure, not a loss', async () => {
    world.graph.failures.next(2, 'not-json', 'read');
    expect((await failureOf(world.channel.missingSubscriptions(never()))).code).toBe('platform-busy');
    expect((await failureOf(world.channel.subscribe(never()))).code).toBe('platform-busy');
  });
});
