import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

/**
 * Something that one person is to hear although they did not ask: a returned report, a second report of the same day.
 * The id is the caller's, so that the same occasion is told once.
 */
export const noticeSchema = z.object({
  personId: z.string(),
  /** `report-returned`, `report-corrected`, `same-day-report` …: short words for officers and metrics. */
  kind: z.string(),
  text: z.string(),
  /** Opens the flow that goes on from here. */
  button: z.object({ title: z.string(), payload: z.string() }).nullable(),
  /**
   * `waiting` for the hour or for a free day · `queued` in the outbox, whose row tells the rest · `skipped` for a reason ·
   * `given` when the person next wrote.
   */
  state: z.enum(['waiting', 'queued', 'skipped', 'given']),
  reason: z.string().nullable(),
  /** Nobody knows yet that it arrived: it is looked at when the person next writes. */
  open: z.boolean(),
  /** Where it was queued. */
  conversationId: z.string().nullable(),
  /** Business time. */
  notBeforeMs: z.number(),
  expiresAtMs: z.number(),
  atMs: z.number(),
});

export type Notice = z.infer<typeof noticeSchema>;

export const noticeRecords = recordSpec<Notice>({
  name: 'notices',
  schema: noticeSchema,
  indexes: {
    byPerson: ['personId', 'atMs'],
    byOpen: ['personId', 'open', 'atMs'],
    byState: ['state', 'notBeforeMs'],
    byAge: ['atMs'],
  },
});

/** One push to one person on one day: the id `<personId>:<day>` keeps it at one. */
export const pushSlotSchema = z.object({
  personId: z.string(),
  /** Local day. */
  day: z.string(),
  /** The notice or delivery that took the day. */
  takenBy: z.string(),
  atMs: z.number(),
});

export type PushSlot = z.infer<typeof pushSlotSchema>;

export const pushSlotRecords = recordSpec<PushSlot>({
  name: 'push_slots',
  schema: pushSlotSchema,
  indexes: { byPerson: ['personId', 'day'], byAge: ['atMs'] },
});

export function pushSlotId(personId: string, day: string): string {
  return `${personId}:${day}`;
}
