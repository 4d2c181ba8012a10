import { Day, Hour } from '../../lib/duration.ts';
import type { ChannelLimits } from '../channel.ts';

/**
 * Zalo's limits for consultation messages (platform dossier "Zalo" §4.2, §6.3; read 2026-11-23). The text limit is
 * 2,000 in a unit that is not published, hence the margin. 4,000 requests a minute are shared with every other call.
 */
export const ZALO_LIMITS: ChannelLimits = {
  maxTextChars: 1_900,
  maxButtons: 5,
  maxButtonTitleChars: 100,
  maxPayloadChars: 1_000,
  sendsPerSecond: 50,
};

const MEBIBYTE = 1_048_576;

/** Largest image that `upload/image` takes, bytes (§5.1). */
export const MAX_IMAGE_BYTES = MEBIBYTE;

/** Largest file that `upload/file` takes, bytes (§5.1). */
export const MAX_FILE_BYTES = 5 * MEBIBYTE;

/** Types that `upload/image` takes (§5.1). */
export const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png'];

/** Types that `upload/file` takes, with the ending that it judges by (§5.1). CSV is told by one source only. */
export const FILE_ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/msword': '.doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
};

/** Within this time of the last interaction a message is free (§6.1). */
export const FREE_WINDOW_MS = 48 * Hour.ms;

/** Within this time it is allowed, but billed (§6.1). */
export const REPLY_WINDOW_MS = 7 * Day.ms;

/** Zalo forgets an upload after 7 days (§5.1); ours are made anew a day before. */
export const UPLOAD_LIFE_MS = 6 * Day.ms;
