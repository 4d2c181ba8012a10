/** V8 keeps a whole file in two bytes a letter as soon as it holds one of these. */
const BEYOND_LATIN_1 = /[\u0100-\uffff]/g;
const HEX = 16;
const DIGITS = 4;

/**
 * The same program in letters that take one byte each, so that it needs half the memory. In strings the build has written
 * such letters as escapes already; it leaves them in regular expressions, where an escape means the same.
 */
export function inOneByteLetters(code: string): string {
  return code.replace(
    BEYOND_LATIN_1,
    (unit) => `\\u${unit.charCodeAt(0).toString(HEX).padStart(DIGITS, '0')}`,
  );
}
