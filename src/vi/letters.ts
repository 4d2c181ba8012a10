/** One Vietnamese letter taken apart: `ấ` is plain `a`, letter `â`, tone 1. */
export interface Letter {
  plain: string;
  letter: string;
  tone: Tone;
}

/** 0 level, 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

const TONE_OF_MARK: ReadonlyMap<string, Tone> = new Map([
  ['\u0301', 1],
  ['\u0300', 2],
  ['\u0309', 3],
  ['\u0303', 4],
  ['\u0323', 5],
]);

/** The combining mark of each tone, by tone number; the level tone has none. */
export const MARK_OF_TONE = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'] as const;

/** Latin-1, Latin Extended-A/B and Latin Extended Additional hold every precomposed Vietnamese letter. */
const FIRST_CODE = 0xc0;
const LAST_CODE = 0x1ef9;

const table = buildTable();

function buildTable(): ReadonlyMap<number, Letter> {
  const letters = new Map<number, Letter>();
  for (let code = FIRST_CODE; code <= LAST_CODE; code++) {
    if (code > 0x24f && code < 0x1e00) continue;
    const lower = String.fromCharCode(code).toLowerCase();
    if (lower === 'đ' || lower === 'ð') {
      letters.set(code, { plain: 'd', letter: 'đ', tone: 0 });
      continue;
    }
    const [base = '', ...marks] = lower.normalize('NFD');
    if (base < 'a' || base > 'z') continue;
    const tone = marks.map((mark) => TONE_OF_MARK.get(mark)).find((t) => t !== undefined) ?? 0;
    const quality = marks.filter((mark) => !TONE_OF_MARK.has(mark)).join('');
    letters.set(code, { plain: base, letter: (base + quality).normalize('NFC'), tone });
  }
  return letters;
}

/** The parts of an accented letter by its UTF-16 code, or undefined for everything below U+00C0 and other scripts. */
export function letterOf(code: number): Letter | undefined {
  return table.get(code);
}

/** True for letters of the Latin script, with or without accents. */
export function isLatinLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return table.has(code);
}
