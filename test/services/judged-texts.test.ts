import { describe, expect, it } from 'vitest';
import { projectSafety } from '../../scripts/score-safety.ts';
import { parseMessenger } from '../../src/channels/messenger/parse.ts';
import { parseZalo } from '../../src/channels/zalo/parse.ts';
import type { ParsedEvent } from '../../src/domain/activity.ts';
import { newConversation } from '../../src/domain/conversation.ts';
import type { AcceptedEvent } from '../../src/domain/event-log.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { seededIds } from '../../src/lib/ids.ts';
import { noWhispers } from '../../src/queue/whispers.ts';
import { createAccept } from '../../src/services/accept.ts';
import { createCardMemory } from '../../src/services/card-memory.ts';
import { createSafetyCheck } from '../../src/services/safety-check.ts';
import { envelopeOf, type GraphWebhookEvent } from '../../src/simulator/fakes/graph/deliver.ts';
import { createEvents } from '../../src/simulator/fakes/graph/events.ts';
import { createState } from '../../src/simulator/fakes/graph/state.ts';
import type { Conversations } from '../../src/storage/conversations.ts';
import { APP_ID, ACCOUNT as PAGE, PAGE_ID, PSID } from '../channels/messenger/support.ts';
import { ACCOUNT as OA, OA_ID, USER_ID } from '../channels/zalo/support.ts';
import { NOW_MS } from '../support/events.ts';
import { formsOf } from '../support/search-files.ts';

/** Raises the card outside of a report, but is no imminent danger. */
const DISCLOSURE = 'chồng em hay đánh em';
const IMMINENT = 'chồng em đang đánh em, cứu em với';
const HARMLESS = 'ảnh buổi họp thôn hôm qua';

const clock = frozenClock(NOW_MS);
const safety = projectSafety();
const graph = createEvents(APP_ID, createState(PAGE_ID, clock, seededIds('events')), clock);
const page = (event: GraphWebhookEvent) => parseMessenger(envelopeOf([event], PAGE_ID, NOW_MS), PAGE);

function oa(name: string, message: Record<string, unknown>): ParsedEvent[] {
  const [sender, recipient] = [{ id: USER_ID }, { id: OA_ID }];
  const timestamp = String(NOW_MS);
  const body = { app_id: OA.appId, sender, recipient, event_name: name, timestamp };
  return parseZalo({ ...body, message: { msg_id: 'aaaaaaaaaaaaaaaa0001', ...message } }, OA);
}

const photo = [{ type: 'image', payload: { url: 'https://photo.example/a.jpg' } }];

/** Every way in which words of a person arrive beside a plain message. Quoted words never do: only their message's id. */
const WAYS: [string, (text: string) => ParsedEvent[]][] = [
  ['a Zalo message', (text) => oa('user_send_text', { text })],
  ['a Zalo caption under a photo', (text) => oa('user_send_image', { text, attachments: photo })],
  ['a Zalo answer to a quoted message', (text) => oa('user_send_text', { text, quote_msg_id: 'aaaa0002' })],
  ['a Messenger message', (text) => page(graph.text(PSID, text))],
  ['a Messenger caption under a photo', (text) => page(graph.attachment(PSID, 'image', {}, text))],
  ['an edited Messenger message', (text) => page(graph.edit(PSID, 'm_1', text))],
  ['a Messenger answer to a quoted message', (text) => page(graph.text(PSID, text, { replyTo: 'm_1' }))],
];

/** What is journaled of an event, with the real rules. */
async function journaled(parsed: ParsedEvent[], cardMutedUntilMs: number | null = null) {
  const written: AcceptedEvent[] = [];
  const value = { ...newConversation(), cardMutedUntilMs };
  const conversations = { get: async (id: string) => ({ id, version: 1, value }) };
  const accept = createAccept({
    journal: {
      append: async (events: AcceptedEvent[]) => void written.push(...events),
    } as unknown as Journal,
    safety: createSafetyCheck({
      safety,
      conversations: conversations as unknown as Conversations,
      clock,
      contextTimeout: () => new Promise(() => {}),
    }),
    cards: createCardMemory({ clock, secretKey: 'invented', whispers: noWhispers() }),
    clock,
    counters: { accepted: () => {}, ignored: () => {} },
  });
  await accept('any', parsed);
  expect(written).toHaveLength(1);
  return written[0] as AcceptedEvent;
}

describe.each(WAYS)('%s', (_way, parsed) => {
  it('is judged before anything of it is written', async () => {
    const event = await journaled(parsed(DISCLOSURE));
    expect(event.safety?.level).toBe('disclosure');
    const bytes = JSON.stringify(event);
    for (const form of formsOf(DISCLOSURE)) expect(bytes).not.toContain(form);
    expect(event.activity.attachments).toBeUndefined();
  });

  it('is kept as it is when it tells of no danger', async () => {
    const event = await journaled(parsed(HARMLESS));
    expect(event.safety).toBeUndefined();
    expect(event.activity.text).toBe(HARMLESS);
  });

  it('raises the card only for imminent danger for ten minutes after "Không phải, quay lại"', async () => {
    const untilMs = NOW_MS + 10 * 60_000;
    expect((await journaled(parsed(DISCLOSURE), untilMs)).safety).toBeUndefined();
    expect((await journaled(parsed(IMMINENT), untilMs)).safety?.level).toBe('imminent');
    expect((await journaled(parsed(DISCLOSURE), NOW_MS)).safety?.level).toBe('disclosure');
  });
});
