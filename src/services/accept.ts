import type { InboundActivity, InboundEvent, ParsedEvent } from '../domain/activity.ts';
import type { AcceptedEvent, SafetyMarker } from '../domain/event-log.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../lib/clock.ts';
import type { CardMemory } from './card-memory.ts';
import type { Judged, SafetyCheck } from './safety-check.ts';

/** What acceptance tells the metrics; never a text. */
export interface AcceptCounters {
  accepted(channel: string, kind: string): void;
  ignored(channel: string, reason: string): void;
}

export interface AcceptDeps {
  journal: Journal;
  safety: SafetyCheck;
  cards: CardMemory;
  clock: Clock;
  counters: AcceptCounters;
}

/**
 * Takes the events of one webhook: decides on safety before anything is written, then waits for the fsynced journal.
 *
 * @returns how many events were journaled.
 * @throws {JournalUnavailable} when the journal cannot be written; the webhook then answers 503.
 */
export type Accept = (channel: string, parsed: readonly ParsedEvent[]) => Promise<number>;

export function createAccept(deps: AcceptDeps): Accept {
  let lastSeq = 0;
  /** Rises for ever, also across restarts, while the machine's clock does. */
  const nextSeq = (nowMs: number) => {
    lastSeq = Math.max(lastSeq + 1, nowMs * 1000);
    return lastSeq;
  };

  return async (channel, parsed) => {
    const accepted: AcceptedEvent[] = [];
    for (const item of parsed) {
      if (item.outcome === 'ignored') {
        deps.counters.ignored(channel, item.reason);
        continue;
      }
      const judged = judge(item.event, deps);
      const marker = judged instanceof Promise ? await judged : judged;
      const nowMs = deps.clock.systemNow();
      accepted.push(acceptedEvent(item.event, marker, nowMs, nextSeq(nowMs)));
    }
    await deps.journal.append(accepted);
    for (const event of accepted) deps.counters.accepted(channel, event.kind);
    return accepted.length;
  };
}

/** Field by field: copying an event with `...` costs as much as checking its signature. */
function acceptedEvent(
  event: InboundEvent,
  marker: SafetyMarker | null,
  acceptedAtMs: number,
  acceptSeq: number,
): AcceptedEvent {
  const { key, conversationId, kind, platformTimeMs, position } = event;
  const activity = storable(event, marker);
  const accepted = { key, conversationId, kind, platformTimeMs, position, activity, acceptedAtMs, acceptSeq };
  return marker ? { ...accepted, safety: marker } : accepted;
}

/** Kinds whose text a person wrote just now. */
const SPOKEN = new Set(['message', 'edit', 'tap']);

function judge(event: InboundEvent, deps: AcceptDeps): Judged | Promise<Judged> {
  if (!SPOKEN.has(event.kind)) return null;
  const answer = deps.cards.answerOf(event);
  if (answer) return { level: 'disclosure', topic: null, answer };
  // A tap carries our own words; only what a person typed is judged.
  const text = event.kind === 'tap' ? '' : (event.activity.text ?? '');
  if (text === '') return null;
  return deps.safety.judge(event.conversationId, text);
}

/** What may be written of an event: nothing but the marker when it raised the card, and no text of an echo. */
function storable(event: InboundEvent, marker: SafetyMarker | null): InboundActivity {
  const { activity } = event;
  if (marker) {
    const { type, id, channelId, from, recipient, conversation } = activity;
    return { type, id, channelId, from: { id: from.id }, recipient, conversation };
  }
  if (event.kind !== 'echo') return activity;
  const { text: _text, attachments: _attachments, ...rest } = activity;
  return rest;
}
