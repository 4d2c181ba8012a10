import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseZalo } from '../../../src/channels/zalo/parse.ts';
import type { ParsedEvent } from '../../../src/domain/activity.ts';
import { partsOfConversationId } from '../../../src/domain/ids.ts';
import { ACCOUNT, fixture, fixtureNames, OA_ID } from './support.ts';

const fixtures = fixtureNames.map(fixture);

/** The same cases on every machine. */
const SEED = 20261123;

/** Replaces or removes one value anywhere in a fixture. */
const mutated = fc
  .record({
    event: fc.constantFrom(...fixtures),
    at: fc.nat(),
    value: fc.option(fc.jsonValue(), { nil: undefined }),
  })
  .map(({ event, at, value }) => {
    const copy = structuredClone(event);
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk(child);
      }
    };
    walk(copy);
    const place = places[at % places.length];
    if (!place) return copy;
    const [owner, key] = place;
    if (value === undefined) delete owner[key];
    else owner[key] = value;
    return copy;
  });

function shuffledKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffledKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffledKeys(item)]),
  );
}

function expectValid(results: ParsedEvent[]): void {
  expect(results).toHaveLength(1);
  for (const result of results) {
    if (result.outcome === 'ignored') {
      expect(result.kind).toMatch(/^\w{1,64}$/);
      continue;
    }
    const { event } = result;
    expect(event.key.startsWith(`zalo:${OA_ID}:${event.kind}:`)).toBe(true);
    expect(partsOfConversationId(event.conversationId).accountId).toBe(OA_ID);
    expect(event.activity.conversation.id).toBe(event.conversationId);
    expect(event.position).toBe(0);
    if (event.platformTimeMs !== null) expect(Number.isInteger(event.platformTimeMs)).toBe(true);
    const { text } = event.activity;
    if (text !== undefined) expect(text).toBe(text.normalize('NFC'));
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  }
}

describe('reading whatever Zalo may send', () => {
  it('gives one event or one reason for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => expectValid(parseZalo(payload, ACCOUNT))),
      { seed: SEED },
    );
  });

  it('gives one event or one reason for any mutation of a known event', () => {
    fc.assert(
      fc.property(mutated, (payload) => expectValid(parseZalo(payload, ACCOUNT))),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it('survives hostile nesting, keys and sizes', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`) as Record<string, unknown>;
    const prototype = JSON.parse('{"__proto__":{"event_name":"follow"},"constructor":1}') as Record<
      string,
      unknown
    >;
    for (const payload of [
      { ...fixture('follow'), deep },
      { ...fixture('user_withdraw'), data: deep },
      { ...fixture('user_send_text'), message: deep },
      prototype,
      { ...fixture('user_send_text'), event_name: '__proto__' },
      { ...fixture('user_send_text'), event_name: 'constructor' },
      { ...fixture('user_send_text'), message: { msg_id: 'm', text: '\ud800 tổ' } },
      { ...fixture('user_send_image'), message: { msg_id: 'm', attachments: Array(10_000).fill(null) } },
    ]) {
      expectValid(parseZalo(payload, ACCOUNT));
    }
  });

  it('gives the same key to an event delivered again, whatever the order of its fields', () => {
    fc.assert(
      fc.property(mutated, (payload) => {
        const again = JSON.parse(JSON.stringify(shuffledKeys(payload))) as unknown;
        const [first] = parseZalo(payload, ACCOUNT);
        const [second] = parseZalo(again, ACCOUNT);
        expect(second).toEqual(first);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it('gives different keys to different events', () => {
    const keys = fixtures
      .flatMap((event) => parseZalo(event, ACCOUNT))
      .flatMap((result) => (result.outcome === 'event' ? [result.event.key] : []));
    expect(new Set(keys).size).toBe(keys.length);
    const reaction = fixture('user_reacted_message');
    const later = { ...reaction, timestamp: '1790000000001' };
    const [first, second] = [reaction, later].flatMap((event) => parseZalo(event, ACCOUNT));
    expect(first).not.toEqual(second);
  });

  it('takes an id given as a number only where it is exact', () => {
    const event = fixture('follow');
    const [exact] = parseZalo({ ...event, follower: { id: 12345 } }, ACCOUNT);
    expect(exact).toMatchObject({ event: { activity: { from: { id: '12345' } } } });
    const [rounded] = parseZalo({ ...event, follower: { id: 2 ** 60 } }, ACCOUNT);
    expect(rounded).toEqual({ outcome: 'ignored', kind: 'follow', reason: 'malformed' });
  });
});
