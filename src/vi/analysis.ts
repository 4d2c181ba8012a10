import { clean } from './clean.ts';
import type { Match, PhraseIndex } from './phrase-index.ts';
import { nothingShared, type Shared } from './shared.ts';
import { hasMarks, type Token, type TokenWords, tokenize } from './tokens.ts';
import type { Why } from './vi.ts';

/** A text taken apart once: its tokens and every phrase found in them. All readers work on this. */
export interface Analysis {
  text: string;
  tokens: readonly Token[];
  /** Matches by the token they begin at. */
  starts: readonly (readonly Match[])[];
  /** Matches by the token after their last one. */
  ends: readonly (readonly Match[])[];
  /** Matches by their tag, in the order of the text. */
  byTag: ReadonlyMap<string, readonly Match[]>;
  /** The writer uses no accents (or nearly none), so short words may be matched folded. */
  bare: boolean;
  /** Bare, or with the accents of many words left out. */
  halfBare: boolean;
  shared: Shared;
}

/** Share of marked words below which a text counts as written without accents. */
const BARE_SHARE = 0.12;
/** Two of three words carry marks in ordinary writing; below this share many were left out. */
const HALF_BARE_SHARE = 0.5;
/** Words of manners, which many write with accents in a message that has no others. */
const MANNERS = new Set(['da5', 'a5', 'chi5', 'a1', 'a2', 'vâng', 'nhe1', 'nha', 'em', 'anh']);
const NONE: Match[] = [];

/** Analyses a text of any length in one pass. */
export function analyse(text: string, words: TokenWords, index: PhraseIndex): Analysis {
  const cleaned = clean(text);
  const tokens = tokenize(cleaned, words);
  const starts: (readonly Match[])[] = new Array(tokens.length).fill(NONE);
  const ends: Match[][] = new Array(tokens.length + 1).fill(NONE);
  const byTag = new Map<string, Match[]>();
  let wordCount = 0;
  let marked = 0;
  for (let from = 0; from < tokens.length; from++) {
    const token = tokens[from] as Token;
    const found = index.matchesAt(tokens, from);
    if (found) {
      starts[from] = found;
      for (const match of found) {
        push(byTag, match);
        if (ends[match.to] === NONE) ends[match.to] = [match];
        else ends[match.to]?.push(match);
      }
    }
    if (token.kind !== 'word' || MANNERS.has(token.spelling.key)) continue;
    wordCount++;
    if (hasMarks(token) && token.origin !== 'abbreviation') marked++;
  }
  return {
    text: cleaned,
    tokens,
    starts,
    ends,
    byTag,
    bare: marked <= wordCount * BARE_SHARE,
    halfBare: marked <= wordCount * HALF_BARE_SHARE,
    shared: nothingShared(tokens.length),
  };
}

function push(byTag: Map<string, Match[]>, match: Match): void {
  const list = byTag.get(match.tag);
  if (list) list.push(match);
  else byTag.set(match.tag, [match]);
}

/**
 * The longest match of `tag` (or of a tag below it, `unit` finds `unit.person`) that begins at token `from`.
 * `minQuality` 2 refuses words without accents.
 */
export function matchAt(a: Analysis, from: number, tag: string, minQuality = 1): Match | null {
  let best: Match | null = null;
  for (const match of a.starts[from] ?? NONE) {
    if (match.quality >= minQuality && isUnder(match.tag, tag) && (!best || match.to > best.to)) best = match;
  }
  return best;
}

/** The longest match of `tag` that ends right before token `to`. */
export function matchBefore(a: Analysis, to: number, tag: string, minQuality = 1): Match | null {
  let best: Match | null = null;
  for (const match of a.ends[to] ?? NONE) {
    if (match.quality >= minQuality && isUnder(match.tag, tag) && (!best || match.from < best.from))
      best = match;
  }
  return best;
}

/** Every match of exactly `tag` in the text, longest first at each place, none overlapping another. */
export function matchesOf(a: Analysis, tag: string, allowed: (match: Match) => boolean = always): Match[] {
  const all = a.byTag.get(tag);
  if (!all) return NONE;
  const found: Match[] = [];
  for (const match of all) {
    if (!allowed(match)) continue;
    const last = found.at(-1);
    if (!last || match.from >= last.to) found.push(match);
    else if (match.from === last.from && match.to > last.to) found[found.length - 1] = match;
  }
  return found;
}

/** True when the phrase may stand for content: several words, or one word written with its accents. */
export function isSure(match: Match): boolean {
  return match.to - match.from > 1 || match.quality >= 2;
}

/** The first match of exactly `tag` anywhere that is sure, or null. */
export function findSure(a: Analysis, tag: string): Match | null {
  return a.byTag.get(tag)?.find(isSure) ?? null;
}

function always(): boolean {
  return true;
}

function isUnder(tag: string, wanted: string): boolean {
  return (
    tag === wanted ||
    (tag.length > wanted.length && tag.startsWith(wanted) && tag.charAt(wanted.length) === '.')
  );
}

/** Explains tokens `[from, to)` by a rule. */
export function whyOf(a: Analysis, rule: string, from: number, to: number): Why {
  const start = a.tokens[from]?.start ?? a.text.length;
  const end = a.tokens[Math.max(from, to - 1)]?.end ?? a.text.length;
  return { rule, start, end, text: a.text.slice(start, end) };
}
