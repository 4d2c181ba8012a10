import { Day, Hour, Minute } from '../../lib/duration.ts';
import type { ChannelLimits } from '../channel.ts';

/**
 * Messenger's limits (platform dossier "Messenger" §2.1, §2.3, §4; read 2026-11-23). Text may have 2,000 characters in a
 * unit that is not published, hence the margin. Above 40 messages a second the Page inbox may freeze for humans.
 */
export const MESSENGER_LIMITS: ChannelLimits = {
  maxTextChars: 1_900,
  maxButtons: 13,
  maxButtonTitleChars: 20,
  maxPayloadChars: 1_000,
  sendsPerSecond: 40,
};

/** A button template carries fewer buttons and less text than quick replies do (§2.4). */
export const MAX_TEMPLATE_BUTTONS = 3;
export const MAX_TEMPLATE_TEXT_CHARS = 640;

/** `message.metadata` must be shorter than 1,000 characters (§2.1). */
export const MAX_METADATA_CHARS = 999;

const MEGABYTE = 1_000_000;

/** Largest image, bytes (§2.5: "8 MB", read in the smaller unit). */
export const MAX_IMAGE_BYTES = 8 * MEGABYTE;

/** Largest audio, video or file, bytes (§2.5). */
export const MAX_MEDIA_BYTES = 25 * MEGABYTE;

/** Types that are shown as a picture (§2.5); others can still go as a file. */
export const IMAGE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif'];

/** Meta forgets an attachment id after 90 days; ours are made anew before (§2.5). */
export const UPLOAD_LIFE_MS = 80 * Day.ms;

/** The standard messaging window (§3.1), less a margin for clocks that differ and for rows that wait. */
export const REPLY_WINDOW_MS = Day.ms - 10 * Minute.ms;

/** A usage figure says little about the limit after so long without another one. */
export const USAGE_FRESH_MS = 5 * Minute.ms;

/** Wait after a rate limit that tells no time of its own; calling on prolongs it (§4). */
export const DEFAULT_THROTTLE_MS = Minute.ms;

/** Longer times to regain access are not believed. */
export const MAX_THROTTLE_MS = Day.ms;

/** Wait after a restriction that lasts longer than a rate limit (code 2022, §3.6). */
export const LONG_THROTTLE_MS = Hour.ms;

/** Reads of past conversations (§4). */
export const HISTORY_CALLS_PER_SECOND = 2;

/** Messages of one conversation that can be read back (§2.9). */
export const HISTORY_MESSAGES = 20;

/** Parts of the persistent menu and greeting (§5.1). */
export const MAX_GREETING_CHARS = 160;
export const MAX_MENU_ITEMS = 20;
export const MAX_MENU_TITLE_CHARS = 30;
