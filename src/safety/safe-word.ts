import { fold } from '../vi/fold.ts';
import type { SafetyLexicon } from './lexicon.ts';

/** Longer texts cannot be the safe word alone. */
const MAX_CHARS = 40;

/** Units in which the first letter of a message stands, if nothing comes before it. */
const HEAD_CHARS = 2;

/** Recognises the neutral safe word when it is the whole message; the words are the class `safe_word`. */
export function createSafeWord(lexicon: SafetyLexicon): (text: string) => boolean {
  const words = new Set((lexicon.words.phrases.safe_word ?? []).map(fold));
  const firstLetters = new Set([...words].map((word) => word.slice(0, 1)));
  /** Most messages begin otherwise, and need not be folded. */
  const mayBegin = (text: string) => {
    const head = fold(text.slice(0, HEAD_CHARS));
    return head === '' || firstLetters.has(head.slice(0, 1));
  };
  return (text) => text.length <= MAX_CHARS && mayBegin(text) && words.has(fold(text));
}
