import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ParsedEvent } from '../../../src/domain/activity.ts';
import type { GraphWebhookEvent } from '../../../src/simulator/fakes/graph/deliver.ts';
import { never } from '../../contracts/channel/descriptor.ts';
import { failureOf, type MessengerWorld, messengerWorld, PSID, START_MS } from './support.ts';

let world: MessengerWorld;
let pauses: number[];

beforeEach(async () => {
  pauses = [];
  world = await messengerWorld({ sleep: async (ms) => void pauses.push(ms) });
});

afterEach(() => world.close());

async function readBack(sinceMs: number): Promise<ParsedEvent[]> {
  const found: ParsedEvent[] = [];
  for await (const events of world.channel.readBack(sinceMs, never())) found.push(...events);
  return found;
}

const told = (event: GraphWebhookEvent) => world.channel.parse(JSON.parse(world.graph.signed(event).body));

const keysOf = (events: ParsedEvent[]) =>
  events.map((item) => (item.outcome === 'event' ? item.event.key : item.reason));

it('is read as the webhooks would have told it, pictures too', async () => {
  const { events } = world.graph;
  const webhooks = [
    events.text(PSID, 'xin chào'),
    events.images(PSID, ['https://scontent.example/1.jpg', 'https://scontent.example/2.jpg']),
    events.attachment(PSID, 'audio'),
  ];
  // Several in one batch are told apart by their place in it.
  const expected = webhooks
    .flatMap(told)
    .map((item, position) =>
      item.outcome === 'event' ? { ...item, event: { ...item.event, position } } : item,
    );
  expect(await readBack(START_MS)).toEqual(expected);
});

it('gives a tapped quick reply the key of its webhook, though its payload is not told', async () => {
  const webhook = world.graph.events.quickReply(PSID, 'Menu', '#lt:menu:menu:1:help');
  expect(told(webhook)).toMatchObject([{ event: { kind: 'tap' } }]);
  expect(keysOf(await readBack(START_MS))).toEqual(keysOf(told(webhook)));
});

it('expects an answer to what Meta does not show', async () => {
  world.graph.events.unsupported(PSID);
  expect(await readBack(START_MS)).toMatchObject([
    { event: { activity: { attachments: [{ contentType: 'loa/other' }] } } },
  ]);
});

it('keeps to two calls a second over all pages, and to the given time', async () => {
  world.graph.events.text(PSID, 'trước đó');
  world.clock.advance(60_000);
  const sinceMs = world.clock.businessNow();
  for (let person = 0; person < 30; person += 1) world.graph.events.text(world.graph.addUser().psid, 'alo');
  expect(await readBack(sinceMs)).toHaveLength(30);
  expect(pauses).toEqual(Array.from({ length: 31 }, () => 500));
});

it('leaves out what the Page wrote', async () => {
  world.graph.events.text(PSID, 'alo');
  await world.channel.send(world.outbound({ kind: 'text', text: 'Chào chị' }), never());
  expect(await readBack(START_MS)).toHaveLength(1);
});

it('fails when Meta refuses', async () => {
  world.graph.failures.next(1, 'token-expired', 'read');
  expect((await failureOf(readBack(START_MS))).code).toBe('account-stopped');
});
