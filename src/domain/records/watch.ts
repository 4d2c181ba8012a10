import { z } from 'zod';
import { recordSpec } from '../record-spec.ts';

const alertState = z.enum(['raised', 'cleared']);

/** A condition that operators were told of. The id is `<kind>:<subject>`; it stays after the all-clear. */
export const alertSchema = z.object({
  kind: z.string(),
  /** A channel, or `server`. Never a person. */
  subject: z.string(),
  state: alertState,
  sinceMs: z.number(),
  /** Figures of the finding, in English, without anything personal. */
  detail: z.string(),
  /** What the operators' webhook was told last; null for nothing yet. */
  told: alertState.nullable(),
  tellAttempts: z.number(),
  /** Not told (again) before this: back-off, and a lease against other processes. */
  tellNotBeforeMs: z.number(),
});

export type Alert = z.infer<typeof alertSchema>;

export const alertRecords = recordSpec<Alert>({ name: 'alerts', schema: alertSchema, indexes: {} });

/** What a channel last heard of its platform. The id is `<channel>:<accountId>`. */
export const channelActivitySchema = z.object({
  /** When a webhook was accepted last, Unix ms; about a minute exact. */
  lastWebhookAtMs: z.number().nullable(),
  /** Messages since this time may have been missed and are still to be read back; null when none are. */
  readBackSinceMs: z.number().nullable(),
});

export type ChannelActivity = z.infer<typeof channelActivitySchema>;

export const channelActivityRecords = recordSpec<ChannelActivity>({
  name: 'channel_activity',
  schema: channelActivitySchema,
  indexes: {},
});

/** Which menu a platform has of us. The id is `<channel>:<accountId>`. */
export const channelMenuSchema = z.object({
  /** Of the menu that was set last; null for none yet. */
  version: z.string().nullable(),
  /** Not set (again) before this: the platforms allow few calls. */
  notBeforeMs: z.number(),
});

export type ChannelMenu = z.infer<typeof channelMenuSchema>;

export const channelMenuRecords = recordSpec<ChannelMenu>({
  name: 'channel_menus',
  schema: channelMenuSchema,
  indexes: {},
});
