import { JOIN_CODE_ALPHABET, JOIN_CODE_LENGTH } from '../domain/records/join-code.ts';
import { LINK_CODE_LENGTH } from '../domain/records/link.ts';

const SIGN = `[${JOIN_CODE_ALPHABET}]`;
const HALVES = [JOIN_CODE_LENGTH, LINK_CODE_LENGTH]
  .map((length) => `${SIGN}{${length / 2}}-?${SIGN}{${length / 2}}`)
  .join('|');

/** Letters and digits of a team's or a link's code, standing by themselves. */
const CODE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${HALVES})(?![\\p{L}\\p{N}])`, 'giu');

const DIGIT = /\d/;

/** A word has no digits and a number no letters. */
const isMixed = (code: string) => /\d/.test(code) && /\D/.test(code.replace('-', ''));

/**
 * A text without our own codes: they are drawn at random, so letter by letter they may look like any word. The words of
 * somebody who types with VNI have digits too, but hardly ever just these letters in just this number.
 */
export function withoutCodes(text: string): string {
  if (!DIGIT.test(text)) return text;
  return text.replace(CODE, (code) => (isMixed(code) ? ' ' : code));
}
