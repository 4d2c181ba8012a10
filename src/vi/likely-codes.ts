import type { Analysis } from './analysis.ts';
import { type CodePoints, likely } from './code-points.ts';
import { readForms } from './forms.ts';
import { readThemes } from './themes.ts';
import type { CodesReading } from './vi.ts';

/** From this chance on a subject or form that no phrase names is taken for told. */
const LIKELY_CHANCE = 0.5;
/** A form that is named but less likely than this was not how the session was held ("loa hư nên em nói miệng"). */
const UNLIKELY_CHANCE = 0.005;

/** The subjects named in a report; where none is, the one that all its words together speak for. */
export function likelyThemes(a: Analysis, points: CodePoints): CodesReading {
  const named = readThemes(a);
  return named.codes.length > 0 ? named : likely(a, points).reading(LIKELY_CHANCE, 'theme_words');
}

/** The forms named in a report, without those its other words speak against; where none is left, the likeliest one. */
export function likelyForms(a: Analysis, points: CodePoints): CodesReading {
  const named = readForms(a);
  const words = likely(a, points);
  const codes = named.codes.filter((code) => words.chanceOf(code) >= UNLIKELY_CHANCE);
  if (codes.length === 0) return words.reading(LIKELY_CHANCE, 'form_words');
  return { codes, why: named.why.filter(({ rule }) => codes.includes(rule.slice('form.'.length))) };
}
