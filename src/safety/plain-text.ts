import { isLatinLetter } from '../vi/letters.ts';
import type { KnownParts, KnownWord } from './known-words.ts';

const ODD = 0;
const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const MARK = 4;

/** Behind every letter and mark that is known here. */
const END_OF_KINDS = 0x2030;
/** Dashes, quotes and dots that phones put in. */
const TYPED_MARKS = '\u2013\u2014\u2018\u2019\u201c\u201d\u2026';
/** Cleaning changes them. */
const ICELANDIC = 'Ðð';

const kinds = new Uint8Array(END_OF_KINDS).map((_, code) => kindOf(code));

function kindOf(code: number): number {
  const sign = String.fromCharCode(code);
  if (ICELANDIC.includes(sign)) return ODD;
  if (isLatinLetter(code)) return LETTER;
  if (sign >= '0' && sign <= '9') return DIGIT;
  if (sign === ' ' || sign === '\t') return SPACE;
  if (sign === '\n' || TYPED_MARKS.includes(sign)) return MARK;
  return code > 0x20 && code < 0x7f ? MARK : ODD;
}

/** The planes of the little pictures, by the first half of their signs. */
const isPictureStart = (code: number) => code >= 0xd83c && code <= 0xd83e;
const isSecondHalf = (code: number) => code >= 0xdc00 && code <= 0xdfff;

const HYPHEN = 0x2d;
const SIGH = 'a';
/** What `calm` looks at when it stands twice at the end of a word. */
const HELD_TWICE = new Set([...'ghmnGHMN'].map((letter) => letter.charCodeAt(0)));

/**
 * Reads a text that is typed plainly: letters in one piece (NFC), numbers apart from words, nothing held down, no word
 * whose meaning hangs on its neighbours. The words are then just those of `tokenize`. Null for every other text.
 */
export function readPlain(text: string, known: KnownParts): KnownWord[] | null {
  const words: KnownWord[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === SPACE) {
      at++;
      continue;
    }
    const end = endOf(text, at, kind);
    if (end < 0) return null;
    const part = known.partAt(text, at, end);
    const before = words.length === 0 ? undefined : words[words.length - 1];
    if (part.changesAfterNumber && before?.token.kind === 'number') return null;
    if (part.changesSigh && before?.token.raw === SIGH) return null;
    for (const word of part.words) words.push(word);
    at = end;
  }
  return words;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < END_OF_KINDS) return kinds[code] as number;
  return isPictureStart(code) && isSecondHalf(text.charCodeAt(at + 1)) ? MARK : ODD;
}

/** Where the word, number or mark that begins at `from` ends; -1 when it is not typed plainly. */
function endOf(text: string, from: number, kind: number): number {
  if (kind === ODD) return -1;
  if (kind === MARK) return endOfMark(text, from);
  let at = from;
  let same = 0;
  let last = 0;
  for (; at < text.length && kindAt(text, at) === kind; at++) {
    const code = text.charCodeAt(at);
    same = code === last ? same + 1 : 1;
    last = code;
    // Held down: "cứuuu", "đánhh".
    if (same > 1 && kind === LETTER && (same > 2 || HELD_TWICE.has(code))) return -1;
  }
  const glued = at < text.length && kindAt(text, at) === (kind === LETTER ? DIGIT : LETTER);
  return glued ? -1 : at;
}

/** A hyphen between letters and digits may stand in one of our codes. */
function endOfMark(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === HYPHEN) {
    const [left, right] = [kindAt(text, at - 1), kindAt(text, at + 1)];
    if ((left === LETTER && right === DIGIT) || (left === DIGIT && right === LETTER)) return -1;
  }
  return isPictureStart(code) ? at + 2 : at + 1;
}
