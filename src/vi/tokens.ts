import { isLatinLetter } from './letters.ts';
import type { Lexicon } from './lexicon.ts';
import type { PhraseIndex } from './phrase-index.ts';
import { seamOf } from './seam.ts';
import { type Spelling, spell } from './spelling.ts';
import { isAccented, repairTelex, repairVni } from './telex.ts';

/** One word, number, mark or line break of a cleaned text. */
export interface Token {
  kind: 'word' | 'number' | 'mark' | 'break';
  /** UTF-16 offsets into the cleaned text. Words written out from one abbreviation share theirs. */
  start: number;
  end: number;
  raw: string;
  /** After repair and expansion. For numbers and marks everything is the raw text. */
  spelling: Spelling;
  /** No space between this token and the one before. */
  glued: boolean;
  capital: boolean;
  /** How the word came to be, for `why`. */
  origin: 'typed' | 'telex' | 'vni' | 'abbreviation';
}

/** The words the tokenizer needs from the lexicon, prepared once. */
export interface TokenWords {
  abbreviations: ReadonlyMap<string, readonly Spelling[]>;
  afterNumber: ReadonlyMap<string, readonly Spelling[]>;
  foreign: ReadonlySet<string>;
  /** Folds of all words of the lexicon: they need no look for Telex keys. */
  known: ReadonlySet<string>;
  /** Words of the lexicon, with and without accents, that nothing is to be repaired in: as they are spelled. */
  plain: ReadonlyMap<string, Spelling>;
}

/** What the tree of phrases knows of their words. */
type PhraseWords = Pick<PhraseIndex, 'folds' | 'written'>;

/**
 * Prepares the tokenizer's part of a lexicon.
 * @param index - The words of its phrases, as written and folded.
 */
export function tokenWords(lexicon: Lexicon, { folds: known, written }: PhraseWords): TokenWords {
  const foreign = new Set(lexicon.foreign);
  const plain = new Map<string, Spelling>();
  for (const word of [...written, ...known]) {
    const spelling = spell(word);
    if (repairOf(word, spelling, { known, foreign }) === null) plain.set(word, spelling);
  }
  return {
    abbreviations: expansions(lexicon.abbreviations),
    afterNumber: expansions(lexicon.afterNumber),
    foreign,
    known,
    plain,
  };
}

/** The word meant where Telex keys were left in one, or null. */
function repairOf(
  lower: string,
  typed: Spelling,
  { known, foreign }: Pick<TokenWords, 'known' | 'foreign'>,
): string | null {
  return known.has(typed.base) || foreign.has(lower) ? null : repairTelex(lower);
}

function expansions(table: Record<string, string>): ReadonlyMap<string, readonly Spelling[]> {
  return new Map(Object.entries(table).map(([short, long]) => [short, long.split(' ').map(spell)]));
}

/** Splits a cleaned text into tokens, repairs Telex and VNI keys and writes abbreviations out. Linear. */
export function tokenize(text: string, words: TokenWords): Token[] {
  const tokens: Token[] = [];
  const vni = LETTER_DIGIT.test(text) && (VNI_FOR_SURE.test(text) || hasVniTones(text));
  let i = 0;
  let end = -1;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (isSpace(code)) {
      i++;
      continue;
    }
    const start = i;
    const glued = end === start;
    if (code === NEWLINE) {
      i++;
      tokens.push(plainToken('break', text, start, i, glued));
    } else if (isDigit(code)) {
      while (i < text.length && isDigit(text.charCodeAt(i))) i++;
      const zero = LETTER_FOR_ZERO.test(text.slice(start, i + 2));
      if (zero) i++;
      const number = plainToken('number', text, start, i, glued);
      tokens.push(zero ? withZero(number) : number);
    } else if (isLetter(code)) {
      while (i < text.length && isLetter(text.charCodeAt(i))) i++;
      // "K'Ho"
      if (i - start === 1 && APOSTROPHE.test(text.slice(i, i + 2)))
        for (i++; i < text.length && isLetter(text.charCodeAt(i)); ) i++;
      const run = vni ? vniRunEnd(text, start, i) : i;
      const repaired =
        run > i ? (repairVni(text.slice(start, run)) ?? shortVni(text.slice(start, run))) : null;
      if (repaired !== null) i = run;
      pushWord(tokens, text, start, i, glued, repaired, words);
      if (tokens.at(-2)?.raw === SIGH.fold) hearSigh(tokens);
    } else {
      i += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
      tokens.push(plainToken('mark', text, start, Math.min(i, text.length), glued));
    }
    end = i;
  }
  return tokens;
}

/** "4o người", "5O": the letter beside the 9 is struck for a zero. */
const LETTER_FOR_ZERO = /^[1-9]\d?o(?![\p{L}\d])/iu;

function withZero(token: Token): Token {
  const raw = `${token.raw.slice(0, -1)}0`;
  return { ...token, raw, spelling: { ...token.spelling, base: raw, fold: raw, key: raw } };
}

const SIGH = spell('à');
const AFTER_SIGH: ReadonlySet<string> = new Set(['lon', 'nham', 'quen', 'lô']);
const NO = 'khong';

/** "a" is short for anh, but a sigh in "60, a lộn 50" and "60 a không 50". */
function hearSigh(tokens: readonly Token[]): void {
  const [word, sigh, before] = [tokens.at(-1), tokens.at(-2), tokens.at(-3)];
  if (!word || !sigh) return;
  const takesBack =
    mayFollowSigh(word) && (word.spelling.fold !== NO || before?.kind === 'number' || before?.raw === ',');
  if (takesBack) sigh.spelling = SIGH;
}

/** Whether an "a" before this word may be a sigh. */
export function mayFollowSigh({ spelling: { key, fold } }: Token): boolean {
  return AFTER_SIGH.has(fold) || AFTER_SIGH.has(key) || fold === NO;
}

const NEWLINE = 10;
const LETTER_DIGIT = /[a-z]\d/i;
/** A VNI digit inside a word, or a quality digit and a tone digit at its end: nobody writes that for another reason. */
const VNI_FOR_SURE =
  /[aeiouyd][6-9][1-5]?[a-z]|[aeo]6[1-5]|[ou]7[1-5]|a8[1-5]|[aeiouy][1-5][a-z]{1,2}\b|[a-z]{2}[6-9][1-5](?!\d)|\bd9/i;
const VNI_TONE_WORD = /(?<![\da-z])([a-z]*[aeiouy][a-z]{0,2})[1-5](?![\da-z])/gi;
/** Words that people write a number to without a space. */
const NUMBERED = new Set(
  'thon to lop khu quy qui lan buoi dot so ngay thang bua hom thu ap xom nhom doi cau bai cap khoi mau xa nu nam te hs dtts ng tong chi anh em mung mong bc qd cn ph'.split(
    ' ',
  ),
);

/** Words that end in a VNI tone digit, in a text without accents, other than those that people number. */
function hasVniTones(text: string): boolean {
  if (isAccented(text)) return false;
  for (const [, word = ''] of text.matchAll(VNI_TONE_WORD)) {
    if (word.length > 1 && !NUMBERED.has(word.toLowerCase())) return true;
  }
  return false;
}

/** "d9c": được in its short form, which is no syllable. */
function shortVni(typed: string): string | null {
  return typed.toLowerCase() === VNI_CAN ? CAN : null;
}

const VNI_CAN = 'd9c';
const CAN = 'đc';

const LONGEST_VNI_RUN = 10;

function vniRunEnd(text: string, start: number, lettersEnd: number): number {
  let i = lettersEnd;
  while (i < text.length && i - start < LONGEST_VNI_RUN) {
    const code = text.charCodeAt(i);
    if (!isDigit(code) && !isLetter(code)) break;
    i++;
  }
  return i;
}

function pushWord(
  tokens: Token[],
  text: string,
  start: number,
  end: number,
  glued: boolean,
  vniWord: string | null,
  words: TokenWords,
): void {
  const raw = text.slice(start, end);
  const lower = raw.toLowerCase();
  const capital = raw.charAt(0) !== lower.charAt(0);
  if (vniWord !== null) {
    const spelling = words.abbreviations.get(vniWord)?.[0] ?? spell(vniWord);
    tokens.push({ kind: 'word', start, end, raw, spelling, glued, capital, origin: 'vni' });
    return;
  }
  const before = tokens.at(-1);
  const isClassLetter = glued && capital && raw.length === 1 && 'ABCDE'.includes(raw);
  const afterNumber = before?.kind === 'number' && !isClassLetter;
  const long =
    (afterNumber ? words.afterNumber.get(lower) : undefined) ??
    unglued(before?.kind === 'number' && glued, lower, words);
  if (long) {
    for (const [n, spelling] of long.entries()) {
      tokens.push({
        kind: 'word',
        start,
        end,
        raw,
        spelling,
        glued: n > 0 || glued,
        capital,
        origin: 'abbreviation',
      });
    }
    return;
  }
  const plain = words.plain.get(lower);
  if (plain) {
    tokens.push({ kind: 'word', start, end, raw, spelling: plain, glued, capital, origin: 'typed' });
    return;
  }
  const typed = spell(lower);
  const meant = repairOf(lower, typed, words);
  const short = meant === null ? undefined : words.abbreviations.get(meant);
  if (short?.length === 1 && short[0]) {
    tokens.push({
      kind: 'word',
      start,
      end,
      raw,
      spelling: short[0],
      glued,
      capital,
      origin: 'abbreviation',
    });
    return;
  }
  const cut = meant === null && !words.foreign.has(lower) ? seamOf(lower, typed, words.plain) : 0;
  if (cut > 0) {
    pushWord(tokens, text, start, start + cut, glued, null, words);
    pushWord(tokens, text, start + cut, end, true, null, words);
    return;
  }
  const spelling = meant === null ? typed : spell(meant);
  const origin = meant === null ? 'typed' : 'telex';
  tokens.push({ kind: 'word', start, end, raw, spelling, glued, capital, origin });
}

const APOSTROPHE = /^['’]\p{L}/u;

/** Letters stuck to a number ("8a", "50k") are no abbreviation unless listed as after-number forms. */
function unglued(stuck: boolean, lower: string, words: TokenWords): readonly Spelling[] | undefined {
  if (stuck) return undefined;
  const long = words.abbreviations.get(lower);
  if (long || !lower.includes('dd')) return long;
  return words.abbreviations.get(lower.replace('dd', 'đ'));
}

function plainToken(kind: Token['kind'], text: string, start: number, end: number, glued: boolean): Token {
  const raw = text.slice(start, end);
  const spelling: Spelling = { base: raw, tone: 0, fold: raw, key: raw };
  return { kind, start, end, raw, spelling, glued, capital: false, origin: 'typed' };
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const OTHER_LETTER = /\p{L}|\p{M}/u;

function isLetter(code: number): boolean {
  if (code < 0x300) return isLatinLetter(code);
  return isLatinLetter(code) || (code < 0xd800 && OTHER_LETTER.test(String.fromCharCode(code)));
}

/** True when a word token carries marks as typed or after repair, so that it is not a form without accents. */
export function hasMarks(token: Token): boolean {
  return token.kind === 'word' && (token.origin !== 'typed' || token.spelling.key !== token.spelling.fold);
}
