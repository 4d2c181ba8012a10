import type { Reading } from './reading.ts';
import { type Find, isSentenceEnd } from './search.ts';

/** How many words away a word for time still belongs to a find. */
const NEAR_WORDS = 4;

/** True when a word of class `tag` stands inside the find or near it in the same sentence. Linear in the find. */
export function isBeside(reading: Reading, find: Find, tag: string, nearWords = NEAR_WORDS): boolean {
  const list = reading.byTag.get(tag);
  if (!list) return false;
  const first = edge(reading, find.from, -1, nearWords);
  const last = edge(reading, find.to - 1, 1, nearWords);
  for (let at = first; at <= last; at++) {
    if (reading.starts[at]?.some((match) => match.tag === tag)) return true;
  }
  return false;
}

function edge(reading: Reading, from: number, step: 1 | -1, nearWords: number): number {
  let at = from;
  for (let n = 0; n < nearWords; n++) {
    const token = reading.tokens[at + step];
    if (!token || isSentenceEnd(token)) return at;
    at += step;
  }
  return at;
}
