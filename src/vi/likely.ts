import { type Analysis, whyOf } from './analysis.ts';
import { chancesOf } from './chances.ts';
import { type KnownSign, knownSigns, NO_CODE, type ReportPoints } from './code-points.ts';
import type { CodesReading } from './vi.ts';

/** What all words of a text together speak for, in one family. */
export interface Likely {
  /** How likely a code is; 1 for one the table does not know. */
  chanceOf(code: string): number;
  /** The likeliest code with the word that spoke most for it; nothing below `least`, or where none is likeliest. */
  reading(least: number, rule: string): CodesReading;
}

/** What is likely of one text. */
export interface LikelyCodes {
  themes: Likely;
  forms: Likely;
}

/** Adds up the points of all words of a text, once. */
export function likely(a: Analysis, points: ReportPoints): LikelyCodes {
  a.shared.likely ??= addUp(a, points);
  return a.shared.likely;
}

function addUp(a: Analysis, points: ReportPoints): LikelyCodes {
  const { themes, forms, rows } = points;
  const width = themes.length + forms.length;
  const sums = new Array<number>(width).fill(0);
  const known = knownSigns(a, points);
  for (const [row] of known) {
    for (let n = 0, at = row * width; n < width; n++, at++)
      sums[n] = (sums[n] as number) + (rows[at] as number);
  }
  const familyOf = (labels: readonly string[], first: number): Likely => {
    const chances = chancesOf(sums.slice(first, first + labels.length));
    return {
      chanceOf: (code) => chances[labels.indexOf(code)] ?? 1,
      reading: (least, rule) => {
        const chance = Math.max(0, ...chances);
        const best = chances.indexOf(chance);
        const code = labels[best];
        if (code === undefined || code === NO_CODE || chance < least) return { codes: [], why: [] };
        const at = telling(known, (row) => rows[row * width + first + best] as number);
        return { codes: [code], why: [whyOf(a, rule, at, at + 1)] };
      },
    };
  };
  return { themes: familyOf(themes, 0), forms: familyOf(forms, themes.length) };
}

/** Where the sign begins that has most points. */
function telling(known: readonly KnownSign[], pointsOf: (row: number) => number): number {
  let [best, most] = [0, 0];
  for (const [row, at] of known) {
    const points = pointsOf(row);
    if (at >= 0 && points > most) [best, most] = [at, points];
  }
  return best;
}
