import { fold } from '../vi/fold.ts';
import type { SafetyLexicon } from './lexicon.ts';

/** Longer texts cannot be the safe word alone. */
const MAX_CHARS = 40;

/** Recognises the neutral safe word when it is the whole message; the words are the class `safe_word`. */
export function createSafeWord(lexicon: SafetyLexicon): (text: string) => boolean {
  const words = new Set((lexicon.words.phrases.safe_word ?? []).map(fold));
  return (text) => text.length <= MAX_CHARS && words.has(fold(text));
}
