import { mayFollowSigh, type Token, tokenize } from '../vi/tokens.ts';
import type { Sign } from './points.ts';
import { isCounted, isMarked, readable } from './reading.ts';
import type { Rulebook } from './rulebook.ts';
import { syntheticMatches } from './synthetic.ts';
import { UNLISTED } from './word-numbers.ts';

/** Everything about one word, number or mark that does not depend on what stands around it. */
export interface KnownWord extends Sign {
  token: Token;
  /** What it counts as in phrases. */
  wordNumber: number;
  /** Whether it begins a phrase that may raise the card. */
  begins: boolean;
  /** Numbers of the word classes it belongs to alone and that may raise the card, in a text that is written out, … */
  classes: readonly number[];
  /** … and in one that is not. */
  bareClasses: readonly number[];
  isWord: boolean;
  isCapital: boolean;
  /** Whether it counts as a word for the share of marked ones, and as one of those. */
  counted: boolean;
  marked: boolean;
}

/** One stretch of a text as it is typed: several words where it is short for them. */
export interface KnownPart {
  raw: string;
  words: readonly KnownWord[];
  /** It may be another word right after a number, … */
  changesAfterNumber: boolean;
  /** … or make another word of an "a" before it. */
  changesSigh: boolean;
}

/** As they are typed, with capitals and accents here and there: more than people use. */
const MAX_REMEMBERED = 8_000;
/** A longer number may be somebody's. */
const MAX_DIGITS = 4;

/** Words, numbers and marks, each taken apart once. */
export interface KnownParts {
  /** The one that stands in `text` between two places; `key` by {@link nextKey}. */
  partAt(text: string, from: number, end: number, key: number): KnownPart;
}

/**
 * Takes each word, number or mark apart as it is typed. Those that our own lists hold are remembered once they have been
 * met; names and whatever else people write are remembered nowhere.
 */
export function knownParts(book: Rulebook): KnownParts {
  const parts = partTable();
  const isOurs = ({ token }: KnownWord) => {
    const { fold } = token.spelling;
    if (token.kind === 'number') return fold.length <= MAX_DIGITS;
    return token.kind !== 'word' || book.words.known.has(fold) || book.numbers.of(fold) !== UNLISTED;
  };
  return {
    partAt(text, from, end, key) {
      const met = parts.get(key);
      if (met && met.raw.length === end - from && text.startsWith(met.raw, from)) return met;
      const part = partFor(text.slice(from, end), book);
      if (!met && part.words.every(isOurs)) parts.add(key, part);
      return part;
    },
  };
}

const KEY_STEP = 31;

/** The key of a part is worked out sign by sign, from 0: looking it up needs no string of its own. */
export function nextKey(key: number, code: number): number {
  return (Math.imul(key, KEY_STEP) + code) | 0;
}

/** Places for the parts, a power of two: half of them stay free. */
const PLACES = 2 * 2 ** Math.ceil(Math.log2(MAX_REMEMBERED));

/** Parts by their keys; where two share one, the first stays. Flat, because every word of every message is looked up. */
function partTable() {
  const keys = new Int32Array(PLACES);
  const parts: (KnownPart | undefined)[] = Array.from({ length: PLACES });
  let size = 0;
  function placeOf(key: number): number {
    let at = (key ^ (key >>> 15)) & (PLACES - 1);
    while (parts[at] !== undefined && keys[at] !== key) at = (at + 1) & (PLACES - 1);
    return at;
  }
  return {
    get: (key: number) => parts[placeOf(key)],
    add(key: number, part: KnownPart): void {
      if (size >= MAX_REMEMBERED) return;
      const at = placeOf(key);
      keys[at] = key;
      parts[at] = part;
      size++;
    },
  };
}

function partFor(raw: string, book: Rulebook): KnownPart {
  const { words } = book;
  const tokens = tokenize(raw, words);
  return {
    raw,
    words: tokens.map((token) => wordFor(token, book)),
    changesAfterNumber: words.afterNumber.has(raw.toLowerCase()),
    changesSigh: tokens.some(mayFollowSigh),
  };
}

function wordFor(token: Token, { index, numbers, points, glance }: Rulebook): KnownWord {
  const alone = [token];
  const matches = index.matchesAt(alone, 0);
  const synthetic = readable(null, alone, true);
  syntheticMatches(token, undefined, 0, synthetic);
  const classesIn = (writtenOut: boolean) =>
    [...readable(matches, alone, writtenOut), ...synthetic]
      .map(({ tag }) => glance.classNumbers.get(tag))
      .filter((number) => number !== undefined);
  const { fold } = token.spelling;
  return {
    token,
    ...points.signOf(token),
    wordNumber: numbers.of(fold),
    begins: glance.beginnings.note(fold),
    classes: classesIn(true),
    bareClasses: classesIn(false),
    isWord: token.kind === 'word',
    isCapital: token.capital,
    counted: isCounted(token),
    marked: isCounted(token) && isMarked(token),
  };
}
