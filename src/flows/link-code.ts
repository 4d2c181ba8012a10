import { normaliseJoinCode } from '../domain/records/join-code.ts';
import { LINK_CODE_ALPHABET, LINK_CODE_LENGTH } from '../domain/records/link.ts';
import { fold } from '../vi/fold.ts';

/** A code begins with a letter, so that "nói 369 nam" is none. */
const CODE = new RegExp(`^(?!\\d)[${LINK_CODE_ALPHABET}]{${LINK_CODE_LENGTH}}$`);
/** Words that people put before a code that links two chats: "nối", "mã nối". */
const BEFORE = /^(?:ma noi|noi|ma|code)(?= |$)/;

/**
 * The code of another chat where one is asked for, or null. Spaces and dashes inside do not matter.
 *
 * @example linkCodeIn('nối k4p-79m') // 'K4P79M'
 */
export function linkCodeIn(text: string): string | null {
  const code = normaliseJoinCode(fold(text).replace(BEFORE, ''));
  return CODE.test(code) && /\d/.test(code) ? code : null;
}

/** The same where nothing asked for it: "NỐI K4P79M", or the code alone as it was shown. */
export function linkRequestIn(text: string): string | null {
  const code = linkCodeIn(text);
  if (!code) return null;
  return /^(?:ma )?noi /.test(fold(text)) || text.trim() === code ? code : null;
}
