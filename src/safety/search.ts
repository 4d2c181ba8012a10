import type { Match } from '../vi/phrase-index.ts';
import type { Token } from '../vi/tokens.ts';
import type { Pattern } from './pattern.ts';
import type { Reading } from './reading.ts';

/** One place where a pattern fits: tokens `[from, to)` and the words it is made of. */
export interface Find {
  from: number;
  to: number;
  matches: readonly Match[];
}

/** Marks that end a sentence: no pattern reaches over them. */
const SENTENCE_ENDS = new Set(['.', '!', '?', ';', '…']);

/** Class of the words that may follow the end of a message without saying anything. */
const FILLER = 'filler';

/** Every place where `pattern` fits, one per beginning. Linear: gaps and items are bounded. */
export function search(reading: Reading, pattern: Pattern, finds: Find[]): void {
  for (const item of pattern.items) if (!anyTag(reading, item.tags)) return;
  const first = pattern.items[0];
  if (!first) return;
  for (const tag of first.tags) {
    for (const match of reading.byTag.get(tag) ?? []) {
      if (pattern.atStart && !isAtStart(reading.tokens, match.from)) continue;
      const matches = extend(reading, pattern, 1, match.to, [match]);
      if (matches) finds.push({ from: match.from, to: matches.at(-1)?.to ?? match.to, matches });
    }
  }
}

function anyTag(reading: Reading, tags: ReadonlySet<string>): boolean {
  for (const tag of tags) if (reading.byTag.has(tag)) return true;
  return false;
}

function extend(reading: Reading, pattern: Pattern, n: number, at: number, taken: Match[]): Match[] | null {
  const item = pattern.items[n];
  if (!item) return !pattern.atEnd || isAtEnd(reading, at) ? taken : null;
  for (let from = at; from <= at + item.gapBefore; from++) {
    for (const match of reading.starts[from] ?? []) {
      if (!item.tags.has(match.tag)) continue;
      const whole = extend(reading, pattern, n + 1, match.to, [...taken, match]);
      if (whole) return whole;
    }
    const token = reading.tokens[from];
    if (!token || isSentenceEnd(token)) return null;
  }
  return null;
}

/** True for full stops and the like; line breaks and commas are only gaps. */
export function isSentenceEnd(token: Token): boolean {
  return token.kind === 'mark' && SENTENCE_ENDS.has(token.raw);
}

function isAtStart(tokens: readonly Token[], from: number): boolean {
  for (let n = 0; n < from; n++) if (tokens[n]?.kind === 'word' || tokens[n]?.kind === 'number') return false;
  return true;
}

/** Only forms of address and marks may follow the end. */
function isAtEnd(reading: Reading, to: number): boolean {
  for (let at = to; at < reading.tokens.length; at++) {
    const token = reading.tokens[at];
    const isWord = token?.kind === 'word' || token?.kind === 'number';
    if (isWord && !reading.starts[at]?.some((match) => match.tag === FILLER)) return false;
  }
  return true;
}
