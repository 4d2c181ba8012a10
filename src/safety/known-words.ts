import { mayFollowSigh, type Token, tokenize } from '../vi/tokens.ts';
import { type Sign, signOf } from './points.ts';
import { isCounted, isMarked, readable } from './reading.ts';
import type { Rulebook } from './rulebook.ts';
import { syntheticMatches } from './synthetic.ts';

/** Everything about one word, number or mark that does not depend on what stands around it. */
export interface KnownWord extends Sign {
  token: Token;
  /** The points it has by itself, those of its accents included. */
  ownDanger: number;
  /** Word classes it belongs to alone and that may raise the card, in a text that is written out, … */
  classes: readonly string[];
  /** … and in one that is not. */
  bareClasses: readonly string[];
  /** Folded words that go on a phrase which it begins and that may raise the card. */
  followers: ReadonlySet<string> | null;
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
  /** The one that stands in `text` between two places. */
  partAt(text: string, from: number, end: number): KnownPart;
}

/**
 * Takes each word, number or mark apart as it is typed. Those that our own lists hold are remembered once they have been
 * met; names and whatever else people write are remembered nowhere.
 */
export function knownParts(book: Rulebook): KnownParts {
  /** By a number of their signs: looking them up needs no string of its own. Where two share one, the first stays. */
  const parts = new Map<number, KnownPart>();
  const isOurs = ({ token }: KnownWord) => {
    const { fold } = token.spelling;
    if (token.kind === 'number') return fold.length <= MAX_DIGITS;
    return token.kind !== 'word' || book.words.known.has(fold) || book.points.words.has(fold);
  };
  return {
    partAt(text, from, end) {
      const key = keyOf(text, from, end);
      const met = parts.get(key);
      if (met && met.raw.length === end - from && text.startsWith(met.raw, from)) return met;
      const part = partFor(text.slice(from, end), book);
      if (!met && parts.size < MAX_REMEMBERED && part.words.every(isOurs)) parts.set(key, part);
      return part;
    },
  };
}

const KEY_STEP = 31;
/** Numbers up to here are kept without an object of their own. */
const MAX_KEY = 0x3fff_ffff;

function keyOf(text: string, from: number, end: number): number {
  let key = 0;
  for (let at = from; at < end; at++) key = (Math.imul(key, KEY_STEP) + text.charCodeAt(at)) & MAX_KEY;
  return key;
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

function wordFor(token: Token, { raisingIndex, points, raising }: Rulebook): KnownWord {
  const alone = [token];
  const matches = raisingIndex.matchesAt(alone, 0);
  const synthetic = readable(null, alone, true);
  syntheticMatches(token, undefined, 0, synthetic);
  const classesIn = (writtenOut: boolean) =>
    [...readable(matches, alone, writtenOut), ...synthetic]
      .map(({ tag }) => tag)
      .filter((tag) => raising.has(tag));
  const sign = signOf(token, points);
  return {
    token,
    ...sign,
    ownDanger: (sign.points?.own?.danger ?? 0) + (sign.accented?.danger ?? 0),
    classes: classesIn(true),
    bareClasses: classesIn(false),
    followers: raisingIndex.followersOf(token.spelling.fold),
    counted: isCounted(token),
    marked: isCounted(token) && isMarked(token),
  };
}
