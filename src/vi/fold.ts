import { clean } from './clean.ts';
import { letterOf } from './letters.ts';

/**
 * The text without case, accents, punctuation and double spaces: `fold('Núi Ngỗng!') === 'nui ngong'`. For searching
 * and comparing; đ, Đ and the look-alikes Ð, ð become d, and both tone placements (hoà, hòa) become equal.
 */
export function fold(text: string): string {
  let folded = '';
  let gap = false;
  for (const char of clean(text)) {
    const plain = foldChar(char);
    if (plain === '') {
      gap = folded !== '';
      continue;
    }
    folded += gap ? ` ${plain}` : plain;
    gap = false;
  }
  return folded;
}

const COMBINING_OR_PUNCTUATION = /[\p{M}\p{P}\p{S}\p{Z}\p{C}]/u;

function foldChar(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x80) return /[a-z0-9]/i.test(char) ? char.toLowerCase() : '';
  const letter = letterOf(code);
  if (letter) return letter.plain;
  return COMBINING_OR_PUNCTUATION.test(char) ? '' : char.toLowerCase();
}
