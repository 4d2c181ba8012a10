import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyWordOf } from '../../../src/channels/key-word.ts';
import type { InboundEvent, ParsedEvent } from '../../../src/domain/activity.ts';
import { partsOfConversationId } from '../../../src/domain/ids.ts';
import type { ChannelDescriptor, ChannelWorld } from './descriptor.ts';
import { mutationsOf, namesIn, SEED, shuffledKeys, webhooksIn } from './webhooks.ts';

/** What webhooks are read as. */
export function parsingCases<W extends ChannelWorld>(descriptor: ChannelDescriptor<W>): void {
  const { open, batch, expected } = descriptor;

  describe('reading webhooks', () => {
    const webhooks = webhooksIn(descriptor.webhooks);
    const payloads = webhooks.map(({ payload }) => payload);
    let world: W;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    const parse = (payload: unknown) => world.channel.parse(payload);
    const keysOf = (payload: unknown) => eventsOf(parse(payload)).map(({ key }) => key);

    it('has an expectation for every recorded webhook and no other', () => {
      expect(namesIn(expected)).toEqual(webhooks.map((webhook) => webhook.name));
    });

    it.each(webhooks)('reads $name as expected', async (webhook) => {
      const read = `${JSON.stringify(parse(webhook.payload), null, 2)}\n`;
      await expect(read).toMatchFileSnapshot(new URL(`${webhook.name}.json`, expected).pathname);
    });

    it('reads any JSON without throwing', () => {
      fc.assert(
        fc.property(fc.jsonValue(), (payload) => expectWellFormed(parse(payload), world)),
        { seed: SEED, numRuns: 300 },
      );
    });

    it('reads recorded webhooks with anything in them changed', () => {
      fc.assert(
        fc.property(mutationsOf(payloads), (payload) => expectWellFormed(parse(payload), world)),
        { seed: SEED, numRuns: 1_500 },
      );
    });

    it('survives nesting, size and hostile keys', () => {
      const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
      const hostile = JSON.parse('{"__proto__":{"object":"page"},"constructor":1,"toString":2}') as unknown;
      for (const payload of [deep, hostile, 'x'.repeat(1_000_000), Array(10_000).fill({}), null, undefined])
        expectWellFormed(parse(payload), world);
      for (const payload of payloads.filter(isObject))
        expectWellFormed(parse({ ...payload, deep, message: deep }), world);
    });

    it('gives events that differ different keys', () => {
      const contentOfKey = new Map<string, string>();
      for (const event of payloads.flatMap((payload) => eventsOf(parse(payload)))) {
        const { position: _position, ...content } = event;
        const known = contentOfKey.get(event.key) ?? JSON.stringify(content);
        expect(JSON.stringify(content)).toBe(known);
        contentOfKey.set(event.key, known);
      }
    });

    it('gives an event the same key when it is delivered again, with its fields in another order', () => {
      for (const payload of payloads) {
        expect(keysOf(structuredClone(payload))).toEqual(keysOf(payload));
        expect(keysOf(shuffledKeys(payload))).toEqual(keysOf(payload));
      }
    });

    if ('join' in batch) {
      it('gives an event the same key in any batch, and counts positions across it', () => {
        const apart = payloads.filter(isObject).flatMap(keysOf);
        const together = eventsOf(parse(batch.join(payloads)));
        expect(together.map(({ key }) => key).sort()).toEqual(apart.sort());
        const positions = together.map(({ position }) => position);
        expect(new Set(positions).size).toBe(positions.length);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
      });
    } else {
      it(`reads one event a request (quirk: ${batch.quirk})`, () => {
        for (const payload of payloads) expect(parse(payload)).toHaveLength(1);
      });
    }
  });
}

function eventsOf(results: ParsedEvent[]): InboundEvent[] {
  return results.flatMap((result) => (result.outcome === 'event' ? [result.event] : []));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expectWellFormed(results: ParsedEvent[], { channel }: ChannelWorld): void {
  expect(results.length).toBeGreaterThanOrEqual(0);
  for (const result of results) {
    if (result.outcome === 'ignored') {
      expect(result.kind).toMatch(/^[\w-]{1,64}$/);
      continue;
    }
    const { event } = result;
    const { activity } = event;
    const parts = partsOfConversationId(event.conversationId);
    expect(parts).toMatchObject({ channel: channel.id, accountId: channel.accountId });
    const words = [event.kind, keyWordOf(event.kind)];
    const prefixes = words.map((word) => `${channel.id}:${channel.accountId}:${word}:`);
    expect(prefixes.some((prefix) => event.key.startsWith(prefix))).toBe(true);
    expect(event.key.length).toBeLessThan(1_000);
    expect(activity.conversation.id).toBe(event.conversationId);
    expect([activity.from.id, activity.recipient.id].sort()).toEqual(
      [parts.userId, channel.accountId].sort(),
    );
    expect(Number.isInteger(event.position)).toBe(true);
    expect(event.platformTimeMs === null || Number.isInteger(event.platformTimeMs)).toBe(true);
    expect(activity.text === undefined || activity.text === activity.text.normalize('NFC')).toBe(true);
    for (const { contentUrl } of activity.attachments ?? [])
      expect(contentUrl === undefined || /^https?:\/\//i.test(contentUrl)).toBe(true);
    // The journal keeps it as JSON.
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  }
}
