import { clean } from './clean.ts';
import { letterOf } from './letters.ts';

/**
 * The text without case, accents, punctuation and double spaces: `fold('Núi Ngỗng!') === 'nui ngong'`. For searching
 * and comparing; đ, Đ and the look-alikes Ð, ð become d, and both tone placements (hoà, hòa) become equal.
 */
export function fold(text: string): string {
  const cleaned = clean(text);
  let folded = '';
  let gap = false;
  for (let at = 0; at < cleaned.length; at++) {
    const code = cleaned.codePointAt(at) as number;
    if (code > LAST_OF_ONE_UNIT) at++;
    const plain = plainOf(code);
    if (plain === '') {
      gap = folded !== '';
      continue;
    }
    folded += gap ? ` ${plain}` : plain;
    gap = false;
  }
  return folded;
}

/** Beyond it a character takes two units of a string. */
const LAST_OF_ONE_UNIT = 0xffff;

/** Most letters that are typed, ready to be looked up. */
const ASCII = Array.from({ length: 0x80 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[a-z0-9]/i.test(char) ? char.toLowerCase() : '';
});

const COMBINING_OR_PUNCTUATION = /[\p{M}\p{P}\p{S}\p{Z}\p{C}]/u;

function plainOf(code: number): string {
  if (code < ASCII.length) return ASCII[code] as string;
  const letter = letterOf(code);
  if (letter) return letter.plain;
  const char = String.fromCodePoint(code);
  return COMBINING_OR_PUNCTUATION.test(char) ? '' : char.toLowerCase();
}
