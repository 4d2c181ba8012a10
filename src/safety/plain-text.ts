import { isLatinLetter } from '../vi/letters.ts';
import { type KnownParts, type KnownWord, nextKey } from './known-words.ts';

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

/** Where a word, number or mark ends, and its number for {@link KnownParts.partAt}. */
interface Stretch {
  /** -1 when it is not typed plainly. */
  end: number;
  key: number;
}

/**
 * Reads a text that is typed plainly: letters in one piece (NFC), numbers apart from words, nothing held down, no word
 * whose meaning hangs on its neighbours. The words are then just those of `tokenize`. Null for every other text.
 */
export function readPlain(text: string, known: KnownParts): KnownWord[] | null {
  const words: KnownWord[] = [];
  /** One for the whole text: objects of their own would cost as much as the reading. */
  const stretch: Stretch = { end: 0, key: 0 };
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === SPACE) {
      at++;
      continue;
    }
    if (kind === MARK) goOverMark(text, at, stretch);
    else if (kind === ODD) return null;
    else goOver(text, at, kind, stretch);
    if (stretch.end < 0) return null;
    const part = known.partAt(text, at, stretch.end, stretch.key);
    const before = words.length === 0 ? undefined : words[words.length - 1];
    if (part.changesAfterNumber && before?.token.kind === 'number') return null;
    if (part.changesSigh && before?.token.raw === SIGH) return null;
    for (let n = 0; n < part.words.length; n++) words.push(part.words[n] as KnownWord);
    at = stretch.end;
  }
  return words;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < END_OF_KINDS) return kinds[code] as number;
  return isPictureStart(code) && isSecondHalf(text.charCodeAt(at + 1)) ? MARK : ODD;
}

/** Letters or digits. */
function goOver(text: string, from: number, kind: number, stretch: Stretch): void {
  let at = from;
  let key = 0;
  let same = 0;
  let last = 0;
  stretch.end = -1;
  for (; at < text.length && kindAt(text, at) === kind; at++) {
    const code = text.charCodeAt(at);
    key = nextKey(key, code);
    same = code === last ? same + 1 : 1;
    last = code;
    // Held down: "cứuuu", "đánhh".
    if (same > 1 && kind === LETTER && (same > 2 || HELD_TWICE.has(code))) return;
  }
  const glued = at < text.length && kindAt(text, at) === (kind === LETTER ? DIGIT : LETTER);
  if (glued) return;
  stretch.end = at;
  stretch.key = key;
}

function goOverMark(text: string, at: number, stretch: Stretch): void {
  const code = text.charCodeAt(at);
  stretch.end = -1;
  if (code === HYPHEN) {
    // Between letters and digits it may stand in one of our codes.
    const [left, right] = [kindAt(text, at - 1), kindAt(text, at + 1)];
    if ((left === LETTER && right === DIGIT) || (left === DIGIT && right === LETTER)) return;
  }
  stretch.end = isPictureStart(code) ? at + 2 : at + 1;
  stretch.key = nextKey(nextKey(0, code), isPictureStart(code) ? text.charCodeAt(at + 1) : 0);
}
