import { z } from 'zod';

/** Longest text of a message that is kept as the origin of an answer, characters. */
export const MAX_TRAIL_CHARS = 500;

/** One message and the fields of the report that it gave. */
export const trailEntrySchema = z.object({
  /** Names the inbound event, as in the log. */
  eventKey: z.string(),
  /** The platform's id of the message; null where a talk has none. */
  messageId: z.string().nullable(),
  atMs: z.number(),
  /** What was written, or the value of the tapped button; null after the message was taken back. */
  text: z.string().nullable(),
  /** Field → value as it was understood and sent. */
  fields: z.record(z.string(), z.json()),
});

export type TrailEntry = z.infer<typeof trailEntrySchema>;
