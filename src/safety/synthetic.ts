import type { Match } from '../vi/phrase-index.ts';
import type { Token } from '../vi/tokens.ts';

/** Word classes that no list of phrases can hold. */
export const SYNTHETIC_TAGS = ['number.minor', 'number.other', 'name', 'quoted', 'direction'] as const;

const MINOR_MIN_YEARS = 3;
const MINOR_MAX_YEARS = 17;
const OPENING_QUOTES = new Set(['"', '“', '”', '«', '»', "'", '‘', '’', '„']);

/** The class of a token by its form: a number (of a minor's years or another), a name, a quote mark, the note of a script. */
export function syntheticMatches(token: Token, before: Token | undefined, at: number, found: Match[]): void {
  if (token.kind === 'number') {
    const value = Number(token.raw);
    const minor = value >= MINOR_MIN_YEARS && value <= MINOR_MAX_YEARS;
    found.push(matchOf(minor ? 'number.minor' : 'number.other', at));
  }
  if (token.kind === 'word' && token.capital && before?.kind === 'word') {
    found.push(matchOf('name', at));
  }
  if (isDirection(token, before)) found.push(matchOf('direction', at));
  if (token.kind === 'mark' && OPENING_QUOTES.has(token.raw)) found.push(matchOf('quoted', at));
}

/** "Ông Chá: (say) …": the note of a script behind the speaker's colon. A smiley ":(" has no space. */
function isDirection(token: Token, before: Token | undefined): boolean {
  return token.raw === '(' && !token.glued && before?.raw === ':';
}

function matchOf(tag: (typeof SYNTHETIC_TAGS)[number], at: number): Match {
  return { tag, from: at, to: at + 1, quality: 3, partial: false };
}
