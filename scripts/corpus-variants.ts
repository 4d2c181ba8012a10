import { clean } from '../src/vi/clean.ts';
import { letterOf } from '../src/vi/letters.ts';

/** One way in which people here write the same thing differently. Null: this text cannot be written so. */
export interface Variant {
  name: string;
  write: (text: string) => string | null;
}

/** The systematic variations, in the order in which rows take turns with them. */
export const VARIANTS: readonly Variant[] = [
  { name: 'bare', write: (text) => changed(text, withoutAccents(text)) },
  { name: 'telex', write: (text) => changed(text, mapWords(text, toTelex)) },
  { name: 'manners', write: (text) => `dạ ${text} ạ` },
  { name: 'short', write: (text) => changed(text, replaceWords(text, SHORT_FORMS)) },
  { name: 'nfd', write: (text) => changed(text, text.normalize('NFD')) },
  { name: 'hoi-nga', write: (text) => changed(text, swapHoiNga(text)) },
  { name: 'capitals', write: (text) => changed(text, text.toUpperCase()) },
  { name: 'vni', write: (text) => (/\d/.test(text) ? null : changed(text, mapWords(text, toVni))) },
  { name: 'southern', write: (text) => changed(text, replaceWords(text, SOUTHERN)) },
  { name: 'hasty', write: (text) => `${text.toLowerCase()} nha chị!!` },
  { name: 'half-bare', write: (text) => changed(text, halfBare(text)) },
  { name: 'old-tones', write: (text) => changed(text, oldTonePlacement(text)) },
];

/** "dạ … ạ" and "nha chị" would turn a question, a greeting or a lone name into something else. */
export const ADDS_WORDS: ReadonlySet<string> = new Set(['manners', 'hasty']);

/** A text as it is and in other ways, together `most` at most, without added words; `at` tells with which variation to begin. */
export function writtenIn(text: string, at: number, most: number): string[] {
  const ways = [text];
  for (let step = 0; step < VARIANTS.length && ways.length < most; step++) {
    const variant = VARIANTS[(at + step) % VARIANTS.length];
    const other = variant && !ADDS_WORDS.has(variant.name) ? variant.write(text) : null;
    if (other !== null && !ways.includes(other)) ways.push(other);
  }
  return ways;
}

const SHORT_FORMS: readonly [string, string][] = [
  ['người', 'ng'],
  ['không', 'ko'],
  ['được', 'đc'],
  ['rồi', 'r'],
  ['với', 'vs'],
  ['báo cáo', 'bc'],
  ['hôm qua', 'hqua'],
  ['trước', 'trc'],
  ['phụ nữ', 'pn'],
  ['tháng', 'th'],
  ['em', 'e'],
];

const SOUTHERN: readonly [string, string][] = [
  ['hôm qua', 'bữa qua'],
  ['hôm kia', 'bữa kia'],
  ['không', 'hông'],
  ['nay', 'ni'],
  ['khoảng', 'cỡ'],
  ['đến', 'tới'],
  ['mươi', 'chục'],
  ['vậy', 'dậy'],
];

function changed(before: string, after: string): string | null {
  return before === after ? null : after;
}

/** "Hà Dài" → "Ha Dai" */
export function withoutAccents(text: string): string {
  return mapLetters(text, (letter, plain) =>
    letter === letter.toUpperCase() && letter !== letter.toLowerCase() ? plain.toUpperCase() : plain,
  );
}

function mapLetters(text: string, change: (letter: string, plain: string) => string): string {
  return [...clean(text)]
    .map((char) => {
      const parts = letterOf(char.charCodeAt(0));
      return parts ? change(char, parts.plain) : char;
    })
    .join('');
}

function halfBare(text: string): string {
  return text
    .split(' ')
    .map((word, at) => (at % 2 === 0 ? word : withoutAccents(word)))
    .join(' ');
}

function mapWords(text: string, change: (word: string) => string): string {
  return clean(text).replace(/[\p{L}]+/gu, (word) => change(word));
}

const TELEX_LETTERS: Record<string, string> = {
  â: 'aa',
  ê: 'ee',
  ô: 'oo',
  ă: 'aw',
  ơ: 'ow',
  ư: 'uw',
  đ: 'dd',
};
const TELEX_TONES = ['', 's', 'f', 'r', 'x', 'j'];
const VNI_LETTERS: Record<string, string> = { â: 'a6', ê: 'e6', ô: 'o6', ă: 'a8', ơ: 'o7', ư: 'u7', đ: 'd9' };

function toTelex(word: string): string {
  return typed(word, TELEX_LETTERS, TELEX_TONES);
}

function toVni(word: string): string {
  return typed(word, VNI_LETTERS, ['', '1', '2', '3', '4', '5']);
}

function typed(word: string, letters: Record<string, string>, tones: readonly string[]): string {
  let keys = '';
  let tone = '';
  for (const char of word.toLowerCase()) {
    const parts = letterOf(char.charCodeAt(0));
    keys += parts ? (letters[parts.letter] ?? parts.plain) : char;
    if (parts && parts.tone > 0) tone = tones[parts.tone] ?? '';
  }
  return keys + tone;
}

const HOI = '\u0309';
const NGA = '\u0303';

/** Exchanges hỏi and ngã in every second word that has one. */
function swapHoiNga(text: string): string {
  let count = 0;
  return text.replace(/[\p{L}]+/gu, (word) => {
    const parts = word.normalize('NFD');
    if (!parts.includes(HOI) && !parts.includes(NGA)) return word;
    if (count++ % 2 === 1) return word;
    const swapped = [...parts].map((char) => (char === HOI ? NGA : char === NGA ? HOI : char));
    return swapped.join('').normalize('NFC');
  });
}

function oldTonePlacement(text: string): string {
  return text
    .replace(/hòa/g, 'hoà')
    .replace(/hóa/g, 'hoá')
    .replace(/hủy/g, 'huỷ')
    .replace(/khỏe/g, 'khoẻ')
    .replace(/xóa/g, 'xoá')
    .replace(/thủy/g, 'thuỷ');
}

function replaceWords(text: string, pairs: readonly [string, string][]): string {
  let result = text;
  for (const [long, short] of pairs) {
    result = result.replace(new RegExp(`(?<![\\p{L}\\d])${long}(?![\\p{L}\\d])`, 'gu'), short);
  }
  return result;
}
