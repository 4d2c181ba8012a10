import type { Spelling } from './spelling.ts';

/** Two Vietnamese syllables have no more letters; longer runs are names and noise. */
const LONGEST_PAIR = 12;
const SHORTEST_HALF = 2;
/** A vowel, a consonant and a vowel: no single syllable has that. */
const TWO_SYLLABLES = /[aeiouy][^aeiouy]{1,4}[aeiouy]/;

/**
 * Where a word was written together with the next ("họpthôn", "tảohôn"), or 0. Only when it is no syllable itself and can be
 * cut in one way into two words of the lexicon.
 */
export function seamOf(lower: string, { fold }: Spelling, words: ReadonlyMap<string, unknown>): number {
  if (lower.length < SHORTEST_HALF * 2 + 1 || lower.length > LONGEST_PAIR) return 0;
  if (!TWO_SYLLABLES.test(fold)) return 0;
  let seam = 0;
  for (let cut = SHORTEST_HALF; cut <= lower.length - SHORTEST_HALF; cut++) {
    if (!words.has(lower.slice(0, cut)) || !words.has(lower.slice(cut))) continue;
    if (seam > 0) return 0;
    seam = cut;
  }
  return seam;
}
