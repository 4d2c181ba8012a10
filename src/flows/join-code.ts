import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH, normaliseJoinCode } from '../domain/records/join-code.ts';
import { fold } from '../vi/fold.ts';

const CODE = new RegExp(`^[${JOIN_CODE_ALPHABET}]{${JOIN_CODE_LENGTH},12}$`);
/** Words that people put before a code: "mã tổ", "tham gia", "#join". */
const BEFORE = /^(?:#?join|ma(?: to| tham gia)?|code|tham gia|vao to|em gui ma)(?= |$)/;

/**
 * The join code that a message or an opening link is, or null. Spaces and dashes inside do not matter.
 *
 * @example joinCodeIn('mã: K7PM-4XWQ') // 'K7PM4XWQ'
 */
export function joinCodeIn(text: string): string | null {
  const plain = fold(text.replace(/[_:]/g, ' ')).replace(BEFORE, '');
  const code = normaliseJoinCode(plain);
  if (!CODE.test(code)) return null;
  // A word of eight letters is a word unless it was typed in capitals, as codes are.
  return /\d/.test(code) || text.includes(code) ? code : null;
}

/** One word of letters and figures that can be nothing but a code: "K7…" is no "không" then. */
export function isJoinCodeAlone(text: string): boolean {
  const word = text.trim();
  const code = joinCodeIn(word);
  return code !== null && word.length === JOIN_CODE_LENGTH && /\d/.test(code) && /[A-Z]/.test(code);
}

/** True for an opening link that only asks to join, without a code. */
export function asksToJoin(ref: string): boolean {
  return BEFORE.test(fold(ref.replace(/[_:]/g, ' ')));
}
