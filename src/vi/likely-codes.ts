import type { Analysis } from './analysis.ts';
import { NO_CODE, type ReportPoints } from './code-points.ts';
import { deniedForms, readForms } from './forms.ts';
import { type Likely, likely } from './likely.ts';
import { deniedThemes, readThemes } from './themes.ts';
import type { CodesReading, Why } from './vi.ts';

/** From this chance on a subject that no phrase names is taken for told. */
const LIKELY_THEME = 0.5;
/** Likewise a form; many reports tell none, so that it takes more. */
const LIKELY_FORM = 0.6;
/** What is named but less likely than this was only mentioned ("loa hư nên em nói miệng"). */
const UNLIKELY = 0.01;
/** Of several subjects the words speak for all: it takes more to leave one out. */
const UNLIKELY_BESIDE = 0.001;
/** What takes the place of the only subject named. */
const SURE_CHANCE = 0.9;

/** Single words that only hint at a subject are weaker than all words together. */
const HINT = 'theme_hint.';

/** The subjects named in a report, without those its other words speak against; where none is named, the likeliest one. */
export function likelyThemes(a: Analysis, points: ReportPoints): CodesReading {
  const named = readThemes(a);
  const words = without(deniedThemes(a), likely(a, points).themes);
  if (named.why.every(({ rule }) => rule.startsWith(HINT))) {
    const told = words.reading(LIKELY_THEME, 'theme_words');
    if (told.codes.length > 0) return told;
    return words.chanceOf(NO_CODE) >= LIKELY_THEME ? { codes: [], why: [] } : named;
  }
  const least = named.codes.length > 1 ? UNLIKELY_BESIDE : UNLIKELY;
  const codes = named.codes.filter((code) => words.chanceOf(code) >= least || isInList(named, code));
  if (codes.length > 0) return only(named, codes);
  const told = words.reading(SURE_CHANCE, 'theme_words');
  return told.codes.length > 0 ? told : named;
}

/** What all words speak for, unless the text denies it. */
function without(denied: ReadonlySet<string>, words: Likely): Likely {
  if (denied.size === 0) return words;
  return {
    chanceOf: words.chanceOf,
    reading: (least, rule) => {
      const told = words.reading(least, rule);
      return told.codes.some((code) => denied.has(code)) ? { codes: [], why: [] } : told;
    },
  };
}

/** "chăm sóc trẻ nhỏ mùa lũ", "tảo hôn, bạo lực": said in one breath with another subject. */
function isInList({ why }: CodesReading, code: string): boolean {
  return why.some((one, at) => {
    const next = why[at + 1];
    const near = next !== undefined && next.start - one.end <= MOST_LETTERS_BETWEEN;
    return near && codeOf(one) !== codeOf(next) && (codeOf(one) === code || codeOf(next) === code);
  });
}

/** " với " */
const MOST_LETTERS_BETWEEN = 5;

/**
 * The forms named in a report, without those its other words speak against; where none is left, the likeliest one.
 * `isPlan`: only a session to come is told.
 */
export function likelyForms(a: Analysis, points: ReportPoints, isPlan = false): CodesReading {
  const named = readForms(a, isPlan);
  const words = without(deniedForms(a, isPlan), likely(a, points).forms);
  const codes = named.codes.filter((code) => words.chanceOf(code) >= UNLIKELY || isListed(a, named, code));
  return codes.length > 0 ? only(named, codes) : words.reading(LIKELY_FORM, 'form_words');
}

/** "loa + zalo", "tiểu phẩm và văn nghệ": joined to another form. */
function isListed(a: Analysis, { why }: CodesReading, code: string): boolean {
  return why.some((one, at) => {
    const next = why[at + 1];
    if (next === undefined || (codeOf(one) !== code && codeOf(next) !== code)) return false;
    const between = a.tokens.filter(({ start, end }) => start >= one.end && end <= next.start);
    return between.length === 1 && JOINS.has(between[0]?.spelling.fold ?? '');
  });
}

const JOINS: ReadonlySet<string> = new Set(['+', '&', '/', 'va', 'voi']);

/** The code is the second part of every rule that names one. */
function codeOf({ rule }: Why): string {
  return rule.split('.')[1] ?? '';
}

/** `codes` of what was named. */
function only(named: CodesReading, codes: string[]): CodesReading {
  if (codes.length === named.codes.length) return named;
  return { codes, why: named.why.filter((one) => codes.includes(codeOf(one))) };
}
