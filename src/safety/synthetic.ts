import type { Match } from '../vi/phrase-index.ts';
import type { Token } from '../vi/tokens.ts';

/** Word classes that no list of phrases can hold. */
export const SYNTHETIC_TAGS = ['number.minor', 'number.other', 'name', 'quoted'] as const;

const MINOR_MIN_YEARS = 3;
const MINOR_MAX_YEARS = 17;
const OPENING_QUOTES = new Set(['"', '“', '”', '«', '»', "'", '‘', '’', '„']);

/** The class of a token by its form: a number (of a minor's years or another), a name, the word after a quote mark. */
export function syntheticMatches(token: Token, before: Token | undefined, at: number, found: Match[]): void {
  if (token.kind === 'number') {
    const value = Number(token.raw);
    const minor = value >= MINOR_MIN_YEARS && value <= MINOR_MAX_YEARS;
    found.push(matchOf(minor ? 'number.minor' : 'number.other', at));
  }
  if (token.kind === 'word' && token.capital && before?.kind === 'word') {
    found.push(matchOf('name', at));
  }
  if (token.kind === 'mark' && OPENING_QUOTES.has(token.raw)) found.push(matchOf('quoted', at));
}

function matchOf(tag: (typeof SYNTHETIC_TAGS)[number], at: number): Match {
  return { tag, from: at, to: at + 1, quality: 3 };
}
