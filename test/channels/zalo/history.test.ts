import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ParsedEvent } from '../../../src/domain/activity.ts';
import type { ZaloWebhookEvent } from '../../../src/simulator/fakes/zalo/events.ts';
import { failureOf, never, START_MS, USER_ID, type ZaloWorld, zaloWorld } from './support.ts';

let world: ZaloWorld;

beforeEach(async () => {
  world = await zaloWorld();
});

afterEach(() => world.close());

async function readBack(sinceMs: number): Promise<ParsedEvent[]> {
  const found: ParsedEvent[] = [];
  for await (const events of world.channel.readBack(sinceMs, never())) found.push(...events);
  return found;
}

const told = (event: ZaloWebhookEvent) => world.channel.parse(JSON.parse(world.zalo.signed(event).body));

it('is read as the webhooks would have told it: same keys, same order, same words', async () => {
  const { events } = world.zalo;
  const webhooks = [
    events.text(USER_ID, 'xin chào'),
    events.tap(USER_ID, '#lt:menu:menu:1:help'),
    events.attachment(USER_ID, 'image', { url: 'https://photo.example/1.jpg', thumbnail: '' }, 'ảnh họp'),
    events.attachment(USER_ID, 'audio'),
    events.attachment(USER_ID, 'location'),
  ];
  expect(await readBack(START_MS)).toEqual(webhooks.flatMap(told));
});

it('goes over the pages of a long outage and begins at the given time', async () => {
  world.zalo.events.text(USER_ID, 'trước đó');
  world.clock.advance(60_000);
  const sinceMs = world.clock.businessNow();
  for (let person = 0; person < 13; person += 1) {
    const { id } = world.zalo.addUser();
    for (let line = 0; line < 12; line += 1) world.zalo.events.text(id, `dòng ${line}`);
  }
  const found = await readBack(sinceMs);
  expect(found).toHaveLength(13 * 12);
  expect(world.zalo.requests.get('/v2.0/oa/listrecentchat')).toBe(2);
});

it('leaves out groups, people without an account and what the OA wrote', async () => {
  const { events } = world.zalo;
  events.groupText(USER_ID, 'cả nhóm ơi');
  events.anonymousText('xin chào');
  events.human(USER_ID, 'Em nghe chị');
  expect(await readBack(START_MS)).toEqual([]);
});

it('knows a hidden tap in the history’s own spelling', async () => {
  const webhook = world.zalo.events.tap(USER_ID, '#lt:menu:menu:1:help');
  const known = told(webhook);
  const message = webhook.message as { msg_id: string; text: string };
  world.zalo.rewriteLine(message.msg_id, `query:${message.text}`);
  expect(await readBack(START_MS)).toEqual(known);
});

it('fails when Zalo refuses', async () => {
  world.zalo.failures.next(5, 'server-error-before', 'read');
  expect((await failureOf(readBack(START_MS))).code).toBe('platform-busy');
});
