import { letterOf, type Tone } from './letters.ts';

/**
 * How one word is written, taken apart so that tone placement does not matter: `hoà` and `hòa` are both base `hoa`,
 * tone 2. `key` is base and tone together and is equal exactly when two words are the same word.
 */
export interface Spelling {
  /** Lower case without the tone, with the letters' own marks: `người` → `ngươi`. */
  base: string;
  tone: Tone;
  /** Without any mark: `nguoi`. */
  fold: string;
  key: string;
}

/** Spells one word (letters only). Linear in its length. */
export function spell(word: string): Spelling {
  let base = '';
  let fold = '';
  let tone: Tone = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const letter = code < 0xc0 ? undefined : letterOf(code);
    if (!letter) {
      const lower = code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : word.charAt(i);
      base += lower;
      fold += lower;
      continue;
    }
    base += letter.letter;
    fold += letter.plain;
    if (letter.tone !== 0) tone = letter.tone;
  }
  return { base, tone, fold, key: tone === 0 ? base : base + tone };
}

/** How well a typed word fits a word of the lexicon that has the same fold. */
export type Fit = 'exact' | 'near' | 'bare' | 'slip';

const HOI = 3;
const NGA = 4;

/**
 * Compares a typed spelling with a wanted one of the same fold: `exact`; `near` when only hỏi and ngã are exchanged;
 * `bare` when marks are missing but none contradicts; `slip` when a mark contradicts.
 */
export function fitOf(typed: Spelling, wanted: Spelling): Fit {
  if (typed.key === wanted.key) return 'exact';
  if (typed.base === wanted.base && isHoiNga(typed.tone) && isHoiNga(wanted.tone)) return 'near';
  if (typed.tone !== 0 && typed.tone !== wanted.tone) return 'slip';
  if (typed.base === wanted.base || typed.base === typed.fold) return 'bare';
  return marksAreSubset(typed, wanted) ? 'bare' : 'slip';
}

function isHoiNga(tone: Tone): boolean {
  return tone === HOI || tone === NGA;
}

function marksAreSubset(typed: Spelling, wanted: Spelling): boolean {
  for (let i = 0; i < typed.base.length; i++) {
    const letter = typed.base.charAt(i);
    if (letter !== wanted.base.charAt(i) && letter !== typed.fold.charAt(i)) return false;
  }
  return true;
}
