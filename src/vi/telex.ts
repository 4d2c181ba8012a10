import { letterOf, MARK_OF_TONE, type Tone } from './letters.ts';
import { spell } from './spelling.ts';
import { isFoldedSyllable, isSyllable } from './syllable.ts';

const TELEX_TONES: ReadonlyMap<string, Tone> = new Map([
  ['s', 1],
  ['f', 2],
  ['r', 3],
  ['x', 4],
  ['j', 5],
]);
const VNI_QUALITY: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    '6',
    new Map([
      ['a', 'â'],
      ['e', 'ê'],
      ['o', 'ô'],
    ]),
  ],
  [
    '7',
    new Map([
      ['o', 'ơ'],
      ['u', 'ư'],
    ]),
  ],
  ['8', new Map([['a', 'ă']])],
  ['9', new Map([['d', 'đ']])],
]);
const DOUBLED: ReadonlyMap<string, string> = new Map([
  ['a', 'â'],
  ['e', 'ê'],
  ['o', 'ô'],
  ['d', 'đ'],
]);
const HOOKED: ReadonlyMap<string, string> = new Map([
  ['a', 'ă'],
  ['o', 'ơ'],
  ['u', 'ư'],
  // "naawm": the last key holds.
  ['â', 'ă'],
  ['ô', 'ơ'],
]);
/** The longest Vietnamese syllable with all its keys ("nghieengf", "nguwowif"). */
const LONGEST_TYPED = 10;

/**
 * The word meant by Telex keys left in `typed` (`toor` → `tổ`, `nguwowif` → `người`), or null when that is not sure:
 * the typed form must be no syllable at all and the repaired one must be one.
 */
export function repairTelex(typed: string): string | null {
  if (typed.length < 2 || typed.length > LONGEST_TYPED) return null;
  const { base, tone: toneTyped } = spell(typed);
  if (isFoldedSyllable(base) || isSyllable(base)) return null;
  const letters: string[] = [];
  let tone: Tone = toneTyped;
  let changed = false;
  for (const key of base) {
    const toneKey = TELEX_TONES.get(key);
    if (toneKey !== undefined && tone === 0 && hasVowel(letters)) {
      tone = toneKey;
      changed = true;
      continue;
    }
    if (applyQuality(letters, key)) {
      changed = true;
      continue;
    }
    letters.push(key);
  }
  if (mendSlip(letters)) changed = true;
  return changed ? assemble(letters, tone) : null;
}

/** A hook that only one of "ươ" got ("mưoi", "nguời"), or a last letter typed twice ("namm"). */
function mendSlip(letters: string[]): boolean {
  const last = letters.at(-1) ?? '';
  if (last === letters.at(-2) && !DOUBLED.has(last)) {
    letters.pop();
    return true;
  }
  const at = letters.findIndex((letter, n) => HALF_HOOKED.has(letter + (letters[n + 1] ?? '')));
  if (at < 0) return false;
  letters.splice(at, 2, 'ư', 'ơ');
  return true;
}

const HALF_HOOKED = new Set(['ưo', 'uơ']);

/** The word meant by VNI digits in `typed` (`to63` → `tổ`), or null when the result is no syllable. */
export function repairVni(typed: string): string | null {
  if (typed.length < 2 || typed.length > LONGEST_TYPED) return null;
  const letters: string[] = [];
  let tone: Tone = 0;
  for (const key of typed.toLowerCase()) {
    if (key >= '1' && key <= '5') {
      if (tone !== 0 || !hasVowel(letters)) return null;
      tone = Number(key) as Tone;
      continue;
    }
    const quality = VNI_QUALITY.get(key);
    if (!quality) {
      if (key >= '0' && key <= '9') return null;
      letters.push(key);
      continue;
    }
    const at = findLast(letters, quality);
    if (at < 0) return null;
    letters[at] = quality.get(letters[at] ?? '') ?? '';
    hookTogether(letters, at);
  }
  return assemble(letters, VNI_TONE[tone] ?? 0);
}

/** VNI counts sắc, huyền, hỏi, ngã, nặng as 1–5, which is also our order. */
const VNI_TONE: readonly Tone[] = [0, 1, 2, 3, 4, 5];

function applyQuality(letters: string[], key: string): boolean {
  if (key === 'w') {
    const at = findLast(letters, HOOKED);
    if (at < 0) return hookAlone(letters);
    letters[at] = HOOKED.get(letters[at] ?? '') ?? '';
    hookTogether(letters, at);
    return true;
  }
  const doubled = DOUBLED.get(key);
  if (!doubled) return false;
  const at = letters.lastIndexOf(key);
  // "hoon" doubles at once, "tuyene" marks an earlier letter: both are ways people type Telex.
  if (at < 0 || (key === 'd' && at !== 0)) return false;
  letters[at] = doubled;
  return true;
}

/** "mwowi", "ngwowif": a w with no vowel before it to hook is ư itself. */
function hookAlone(letters: string[]): boolean {
  if (letters.length === 0 || hasVowel(letters)) return false;
  letters.push('ư');
  return true;
}

/** "uo" takes its hooks together: one w or 7 makes "ươ" of "uo" when more letters follow. */
function hookTogether(letters: string[], at: number): void {
  if (letters[at] === 'ơ' && letters[at - 1] === 'u' && letters[at - 2] !== 'q') letters[at - 1] = 'ư';
  if (letters[at] === 'ư' && letters[at + 1] === 'o') letters[at + 1] = 'ơ';
}

function findLast(letters: readonly string[], wanted: ReadonlyMap<string, string>): number {
  for (let i = letters.length - 1; i >= 0; i--) if (wanted.has(letters[i] ?? '')) return i;
  return -1;
}

function hasVowel(letters: readonly string[]): boolean {
  return letters.some((letter) => VOWELS.has(letter));
}

const VOWELS = new Set('aăâeêioôơuưy');
const MARKED = new Set('ăâêôơư');

function assemble(letters: readonly string[], tone: Tone): string | null {
  const base = letters.join('');
  if (!isSyllable(base)) return null;
  if (tone === 0) return base;
  const at = toneSeat(letters);
  const seated = letters.map((letter, i) =>
    i === at ? (letter + MARK_OF_TONE[tone]).normalize('NFC') : letter,
  );
  return seated.join('');
}

/** Any vowel may carry the tone, since spelling ignores its seat; a marked one looks best to people. */
function toneSeat(letters: readonly string[]): number {
  const marked = letters.findLastIndex((letter) => MARKED.has(letter));
  if (marked >= 0) return marked;
  return letters.findIndex((letter, i) => VOWELS.has(letter) && !(letter === 'u' && letters[i - 1] === 'q'));
}

/** True when the word carries any Vietnamese mark. */
export function isAccented(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (letterOf(word.charCodeAt(i))) return true;
  return false;
}
