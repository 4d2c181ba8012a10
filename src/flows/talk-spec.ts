import { z } from 'zod';

/** What a person does in a talk; the bot's lines and effects follow. */
const theirLine = z.union([
  z.strictObject({ them: z.string() }).describe('They write.'),
  z.strictObject({ tap: z.string() }).describe('They tap the newest button with this title.'),
  z
    .strictObject({ 'tap-old': z.string() })
    .describe('They tap the first button of the talk with this title.'),
  z.strictObject({ payload: z.string() }).describe('They tap something outside the flows.'),
  z.strictObject({ photos: z.number().int().min(1), caption: z.string().optional() }),
  z.strictObject({ voice: z.number().int().min(1) }),
  z.strictObject({ video: z.number().int().min(1) }),
  z.strictObject({ sticker: z.number().int().min(1) }),
  z.strictObject({ location: z.number().int().min(1) }),
  z.strictObject({ edit: z.string() }).describe('They change an earlier message to this.'),
  z.strictObject({ unsend: z.literal(true) }),
  z.strictObject({ follow: z.literal(true) }),
  z
    .strictObject({ start: z.string() })
    .describe('They open the chat through a link; empty: the start button.'),
]);

export type TheirLine = z.infer<typeof theirLine>;

const line = z.union([
  ...theirLine.options,
  z.strictObject({ wait: z.string().regex(/^\d+[mhd]$/) }).describe('Time passes: 30m, 7h, 2d.'),
  z.strictObject({ bot: z.string() }).describe('The bot says this, with … for anything.'),
  z
    .strictObject({ effect: z.record(z.string(), z.unknown()) })
    .describe('An effect with these fields happened.'),
]);

export type TalkLine = z.infer<typeof line>;

const session = z.strictObject({
  code: z.string(),
  date: z.string(),
  total: z.number(),
  forms: z.array(z.string()).default(['truc_tiep']),
  gathering: z.boolean().default(true),
  team: z.number().int().default(1),
  status: z.enum(['sent', 'confirmed', 'returned', 'withdrawn']).default('sent'),
  /** Why an officer gave it back. */
  reason: z.string().nullable().default(null),
});

/** Who talks, and what the system knows; the rest is plainly invented (`talk-world.ts`). */
export const worldSchema = z.strictObject({
  me: z.enum(['stranger', 'public', 'member', 'reporter', 'two-teams', 'other-team']).default('reporter'),
  channel: z.enum(['zalo', 'messenger']).default('zalo'),
  /** This chat and one of the other app are one person's. */
  linked: z.boolean().default(false),
  optedOut: z.boolean().default(false),
  /** Version of the privacy text that they agreed to; the one in force when absent. */
  consentVersion: z.string().optional(),
  foundedOn: z.string().nullable().default(null),
  sessions: z.array(session).default([]),
  confirmed: z.record(z.string(), z.enum(['held', 'not-held'])).default({}),
  officer: z.boolean().default(true),
  /** Local day on which they asked for a seat that no officer has approved yet. */
  waitsSince: z.string().nullable().default(null),
  freeSeats: z.boolean().default(true),
  shownName: z.string().nullable().default(null),
});

export type WorldSpec = z.infer<typeof worldSchema>;

/** One `flows/<slug>/<name>.talk.yaml`: a conversation that must go exactly so. */
export const talkSchema = z.strictObject({
  talk: z.string().min(1),
  /** Local time at the beginning, `YYYY-MM-DDTHH:MM`. */
  now: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  world: worldSchema.prefault({}),
  lines: z.array(line).min(1),
});

export type Talk = z.infer<typeof talkSchema>;
