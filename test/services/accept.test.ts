import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '../../src/domain/activity.ts';
import { newConversation } from '../../src/domain/conversation.ts';
import type { AcceptedEvent } from '../../src/domain/event-log.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { noWhispers } from '../../src/queue/whispers.ts';
import type { Safety, SafetyLevel } from '../../src/safety/safety.ts';
import { createAccept } from '../../src/services/accept.ts';
import { createCardMemory } from '../../src/services/card-memory.ts';
import { createSafetyCheck } from '../../src/services/safety-check.ts';
import type { Conversations, StoredConversation } from '../../src/storage/conversations.ts';
import { ALICE, acceptedEvent, NOW_MS } from '../support/events.ts';

type Levels = Record<'free' | 'report_step' | 'content_request', SafetyLevel>;

const NONE: Levels = { free: 'none', report_step: 'none', content_request: 'none' };

/** A safety room that has made up its mind, so that only what acceptance makes of it is tested. */
function decided(levels: Levels): Safety {
  return {
    assess: (_text, context) => ({ level: levels[context], topic: 'child', rules: [] }),
    screen: () => levels,
    isSafeWord: (text) => text === 'SEN',
  };
}

interface World {
  levels?: Levels;
  /** The conversation as the store has it; `away` never answers. */
  conversation?: StoredConversation | 'away' | null;
}

function open({ levels = NONE, conversation = null }: World = {}) {
  const clock = frozenClock(NOW_MS);
  const written: AcceptedEvent[] = [];
  const reads: string[] = [];
  const conversations = {
    get: (id: string) => {
      reads.push(id);
      return conversation === 'away' ? new Promise(() => {}) : Promise.resolve(conversation);
    },
  } as unknown as Conversations;
  const cards = createCardMemory({ clock, secretKey: 'invented', whispers: noWhispers() });
  const safety = createSafetyCheck({
    safety: decided(levels),
    conversations,
    clock,
    contextTimeout: () => (conversation === 'away' ? Promise.resolve() : new Promise(() => {})),
  });
  const journal = {
    append: async (events: AcceptedEvent[]) => void written.push(...events),
  } as unknown as Journal;
  const counters = { accepted: () => {}, ignored: () => {} };
  const accept = createAccept({ journal, safety, cards, clock, counters });
  const take = async (event: InboundEvent) => {
    await accept('zalo', [{ outcome: 'event', event }]);
    return written.at(-1);
  };
  return { accept, take, written, reads, cards, clock };
}

const inReport = (more: Partial<StoredConversation['value']> = {}): StoredConversation => {
  const value = { ...newConversation(), ...more };
  const run = {
    id: 'r',
    hash: 'h',
    step: 's',
    question: 1,
    answers: {},
    returnTo: [],
    startedAtMs: 0,
    touchedAtMs: 0,
  };
  value.flow.active = { ...run, flow: 'report-session' };
  return { id: ALICE, version: 1, value };
};

describe('accepting', () => {
  it('keeps an ordinary message as it is, without asking the store', async () => {
    const world = open();
    const event = await world.take(acceptedEvent('a', 'hôm qua họp thôn'));
    expect(event?.activity.text).toBe('hôm qua họp thôn');
    expect(event?.safety).toBeUndefined();
    expect(world.reads).toEqual([]);
  });

  it('writes only a marker of a message that is imminent in every context, without asking the store', async () => {
    const world = open({
      levels: { free: 'imminent', report_step: 'imminent', content_request: 'imminent' },
    });
    const photo = { contentType: 'loa/image', contentUrl: 'https://photo.example/x' } as const;
    const event = await world.take(acceptedEvent('a', 'cứu', { activity: { attachments: [photo] } }));
    expect(event?.safety).toEqual({ level: 'imminent', topic: 'child' });
    expect(JSON.stringify(event)).not.toContain('cứu');
    expect(JSON.stringify(event)).not.toContain('photo.example');
    expect(world.reads).toEqual([]);
  });

  it('lets the open report decide where only the context can', async () => {
    const levels: Levels = { free: 'disclosure', report_step: 'topic', content_request: 'disclosure' };
    const outside = open({ levels });
    expect((await outside.take(acceptedEvent('a', 'x')))?.safety?.level).toBe('disclosure');
    const inside = open({ levels, conversation: inReport() });
    expect((await inside.take(acceptedEvent('a', 'x')))?.safety).toBeUndefined();
  });

  it('answers with the card when the conversation cannot be read in time', async () => {
    const levels: Levels = { free: 'disclosure', report_step: 'topic', content_request: 'topic' };
    const world = open({ levels, conversation: 'away' });
    expect((await world.take(acceptedEvent('a', 'x')))?.safety?.level).toBe('disclosure');
  });

  it('raises only imminent danger for ten minutes after "Không phải, quay lại"', async () => {
    const muted = inReport({ cardMutedUntilMs: NOW_MS + 600_000 });
    const disclosure: Levels = {
      free: 'disclosure',
      report_step: 'disclosure',
      content_request: 'disclosure',
    };
    const quiet = open({ levels: disclosure, conversation: muted });
    expect((await quiet.take(acceptedEvent('a', 'x')))?.safety).toBeUndefined();
    const imminent: Levels = { free: 'imminent', report_step: 'imminent', content_request: 'disclosure' };
    const loud = open({ levels: imminent, conversation: muted });
    expect((await loud.take(acceptedEvent('a', 'x')))?.safety?.level).toBe('imminent');
    quiet.clock.advance(600_001);
    expect((await quiet.take(acceptedEvent('b', 'x')))?.safety?.level).toBe('disclosure');
  });

  it('treats the safe word like a cry for help', async () => {
    expect((await open().take(acceptedEvent('a', 'SEN')))?.safety).toEqual({
      level: 'disclosure',
      topic: null,
    });
  });

  it('checks edited messages too', async () => {
    const levels: Levels = { free: 'imminent', report_step: 'imminent', content_request: 'imminent' };
    const event = await open({ levels }).take(acceptedEvent('a', 'x', { kind: 'edit' }));
    expect(event?.safety?.level).toBe('imminent');
  });

  it('keeps no text of an echo', async () => {
    const world = open();
    const value = { echoOf: 'human' } as const;
    const event = await world.take(
      acceptedEvent('a', 'cán bộ viết riêng', { kind: 'echo', activity: { value } }),
    );
    expect(JSON.stringify(event)).not.toContain('cán bộ');
  });

  it('gives accept numbers that rise, also within one millisecond and across a restart', async () => {
    const world = open();
    for (const id of ['a', 'b', 'c']) await world.take(acceptedEvent(id, id));
    const seqs = world.written.map((event) => event.acceptSeq);
    expect([...seqs].sort((a, b) => a - b)).toEqual(seqs);
    expect(new Set(seqs).size).toBe(3);
    const later = open();
    later.clock.advance(1);
    await later.take(acceptedEvent('d', 'd'));
    expect(later.written[0]?.acceptSeq).toBeGreaterThan(seqs[2] ?? 0);
  });
});

describe('an answer to the card', () => {
  it('is a tap by its payload at any time, and a typed number only for ten minutes', async () => {
    const world = open();
    const tap = await world.take(
      acceptedEvent('t', '', { kind: 'tap', activity: { value: { payload: '#lt:safety:back' } } }),
    );
    expect(tap?.safety?.answer).toBe('back');
    expect((await world.take(acceptedEvent('n', '1')))?.safety).toBeUndefined();
    world.cards.shown(ALICE);
    expect((await world.take(acceptedEvent('o', '1')))?.safety?.answer).toBe('help');
    world.cards.shown(ALICE);
    world.clock.advance(600_001);
    expect((await world.take(acceptedEvent('p', '1')))?.safety).toBeUndefined();
  });

  it('is no longer awaited once something else was said', async () => {
    const world = open();
    world.cards.shown(ALICE);
    await world.take(acceptedEvent('a', 'dạ thôi'));
    expect((await world.take(acceptedEvent('b', '2')))?.safety).toBeUndefined();
  });
});
