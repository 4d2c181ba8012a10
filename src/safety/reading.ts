import type { Match, PhraseIndex } from '../vi/phrase-index.ts';
import type { Token } from '../vi/tokens.ts';
import { syntheticMatches } from './synthetic.ts';

/** A text with the word classes found in it. */
export interface Reading {
  tokens: readonly Token[];
  /** Matches by the token they begin at, the hidden ones taken out. */
  starts: Match[][];
  byTag: Map<string, Match[]>;
}

/** Above this share of marked words a single word without marks is taken as it stands: "danh" is not "đánh". */
const WRITTEN_OUT_SHARE = 0.45;

/** Phrases that hide shorter ones inside: tag → the tags (and those below) it hides; `*` hides all. */
const HIDES: Record<string, readonly string[]> = {
  idiom: ['*'],
  'who.generic': ['who', 'kin', 'title', 'child'],
  'who.stranger': ['who', 'kin', 'title', 'child'],
  not_only: ['neg'],
  pretext: ['accident'],
  'act.touch': ['frame'],
  'act.rage': ['mercy'],
  'act.blackmail': ['he', 'who', 'time', 'frame'],
  'frame.activity': ['death'],
  'death.suicide': ['pest'],
  poison: ['pest'],
  not_he: ['he', 'who'],
  not_i: ['who', 'kin'],
  not_frame: ['frame'],
};

/** Finds every word class in the tokens of a text. Linear. */
export function readWords(tokens: readonly Token[], index: PhraseIndex): Reading {
  const marked = shareOfMarked(tokens);
  const writtenOut = isWrittenOut(marked);
  const starts = tokens.map((_, from) => readable(index.matchesAt(tokens, from), tokens, writtenOut));
  const reading: Reading = { tokens, starts, byTag: new Map() };
  hideInside(reading, marked === 0);
  for (const [at, token] of tokens.entries()) {
    const matches = starts[at] as Match[];
    syntheticMatches(token, tokens[at - 1], at, matches);
    for (const match of matches) addByTag(reading.byTag, match);
  }
  return reading;
}

/** Takes out every match that touches one of the masked tokens. */
export function maskTokens(reading: Reading, masked: ReadonlySet<number>): void {
  if (masked.size === 0) return;
  reading.byTag.clear();
  for (const [from, matches] of reading.starts.entries()) {
    const left = matches.filter((match) => !touches(match, masked));
    reading.starts[from] = left;
    for (const match of left) addByTag(reading.byTag, match);
  }
}

function touches(match: Match, masked: ReadonlySet<number>): boolean {
  for (let n = match.from; n < match.to; n++) if (masked.has(n)) return true;
  return false;
}

function addByTag(byTag: Map<string, Match[]>, match: Match): void {
  const list = byTag.get(match.tag);
  if (list) list.push(match);
  else byTag.set(match.tag, [match]);
}

/** Classes that explain acts away: they must be written surely, for a wrong one silences a call for help. */
const SURE_ONLY = /^(frame|idiom|time\.past|about)/;

/** Whether a class must be written surely, looked up once for each class. */
const sureOnly = new Map<string, boolean>();

function isSureOnly(tag: string): boolean {
  const known = sureOnly.get(tag);
  if (known !== undefined) return known;
  const sure = SURE_ONLY.test(tag);
  sureOnly.set(tag, sure);
  return sure;
}

/** The matches that count, in a text that is written out or not. */
export function readable(found: Match[] | null, tokens: readonly Token[], writtenOut: boolean): Match[] {
  return found ? found.filter((match) => isReadable(match, tokens, writtenOut)) : [];
}

/**
 * A single word typed without its marks counts only in a text that is mostly typed so. What explains acts away may lack
 * them in a phrase ("muốn chet"), but not half of a word's: such a word is often another one.
 */
function isReadable(match: Match, tokens: readonly Token[], writtenOut: boolean): boolean {
  if (match.quality === 3) return true;
  const single = match.to - match.from === 1;
  if (isSureOnly(match.tag)) return !single && !match.partial;
  return match.quality > 1 || !single || (!writtenOut && isUnmarked(match, tokens));
}

function isUnmarked(match: Match, tokens: readonly Token[]): boolean {
  for (let n = match.from; n < match.to; n++) {
    const token = tokens[n];
    if (token && token.origin !== 'abbreviation' && token.spelling.key !== token.spelling.fold) return false;
  }
  return true;
}

function shareOfMarked(tokens: readonly Token[]): number {
  let words = 0;
  let marked = 0;
  for (const token of tokens) {
    if (!isCounted(token)) continue;
    words++;
    if (isMarked(token)) marked++;
  }
  return words === 0 ? 0 : marked / words;
}

/** Whether a text with this share of marked words is typed with its marks. */
export function isWrittenOut(shareOfMarked: number): boolean {
  return shareOfMarked > WRITTEN_OUT_SHARE;
}

/** Whether a token tells how its writer types: what is short for others does not. */
export function isCounted(token: Token): boolean {
  return token.kind === 'word' && token.origin !== 'abbreviation';
}

export function isMarked({ spelling }: Token): boolean {
  return spelling.tone !== 0 || spelling.base !== spelling.fold;
}

function hideInside(reading: Reading, bare: boolean): void {
  const hiders: Match[] = [];
  for (const matches of reading.starts) for (const match of matches) if (HIDES[match.tag]) hiders.push(match);
  for (const hider of hiders) {
    const hidden = HIDES[hider.tag] ?? [];
    const length = hider.to - hider.from;
    for (let from = Math.max(0, hider.from - length); from < hider.to; from++) {
      const matches = reading.starts[from];
      if (!matches || matches.length === 0) continue;
      reading.starts[from] = matches.filter((match) => {
        if (match === hider || match.to <= hider.from || match.to - match.from > length) return true;
        const same = match.to === hider.to && match.from === hider.from;
        if (same && !bare && match.quality > hider.quality) return true;
        return !hidden.some((tag) => tag === '*' || match.tag === tag || match.tag.startsWith(`${tag}.`));
      });
    }
  }
}
