import { type Analysis, isSure, whyOf } from './analysis.ts';
import { codeMatches, readCodes } from './codes.ts';
import type { Match } from './phrase-index.ts';
import type { CodesReading } from './vi.ts';

const IDEAS = 'theme_idea.';
/** Two ideas of one subject stand in one clause. */
const MOST_WORDS_BETWEEN = 5;

/** The subjects of a text: those named by a phrase, else those that two ideas near each other tell of. */
export function readThemes(a: Analysis): CodesReading {
  const named = readCodes(a, 'theme');
  if (named.codes.length > 0) return named;
  const told = themeIdeas(a);
  return {
    codes: [...new Set(told.map(({ tag }) => tag.slice('theme.'.length)))],
    why: told.map(({ tag, from, to }) => whyOf(a, tag.replace('theme.', IDEAS), from, to)),
  };
}

/** The words of the text that belong to a subject, as {@link readThemes} finds it. */
export function subjectMatches(a: Analysis): readonly Match[] {
  const named = codeMatches(a, 'theme');
  return named.length > 0 ? named : themeIdeas(a);
}

/** Pairs of ideas in the text, each as one match of its theme. */
function themeIdeas(a: Analysis): readonly Match[] {
  const known = a.shared.codes.get(IDEAS);
  if (known) return known;
  const found: Match[] = [];
  for (const [tag, ones] of a.byTag) {
    if (!tag.startsWith(IDEAS) || !tag.endsWith('.one')) continue;
    const pair = nearest(a, ones, a.byTag.get(`${tag.slice(0, -'one'.length)}two`) ?? []);
    if (!pair) continue;
    const code = tag.slice(IDEAS.length, tag.indexOf('.', IDEAS.length));
    found.push({ tag: `theme.${code}`, from: pair.from, to: pair.to, quality: 2 });
  }
  found.sort((x, y) => x.from - y.from);
  a.shared.codes.set(IDEAS, found);
  return found;
}

/** The first place where a match of each list stand near each other. Both lists are in order, so this is linear. */
function nearest(
  a: Analysis,
  ones: readonly Match[],
  twos: readonly Match[],
): { from: number; to: number } | null {
  let start = 0;
  for (const one of ones) {
    while (start < twos.length && (twos[start] as Match).from < one.from - LONGEST_REACH) start++;
    for (let at = start; at < twos.length; at++) {
      const two = twos[at] as Match;
      if (two.from > one.to + MOST_WORDS_BETWEEN) break;
      if (isNear(one, two) && isTold(a, one, two) && isOneSentence(a, one, two))
        return { from: Math.min(one.from, two.from), to: Math.max(one.to, two.to) };
    }
  }
  return null;
}

/** No phrase of a pair is longer than the difference of the two. */
const LONGEST_REACH = MOST_WORDS_BETWEEN + 7;

function isNear(one: Match, two: Match): boolean {
  const between = one.from < two.from ? two.from - one.to : one.from - two.to;
  return between >= 0 && between <= MOST_WORDS_BETWEEN;
}

/** Short words without accents may be other words: one of the two has to be beyond doubt. */
function isTold(a: Analysis, one: Match, two: Match): boolean {
  if (isSure(one) && isSure(two)) return true;
  return a.bare && (isSure(one) || isSure(two));
}

function isOneSentence(a: Analysis, one: Match, two: Match): boolean {
  const to = Math.max(one.from, two.from);
  for (let at = Math.min(one.to, two.to); at < to; at++) {
    const token = a.tokens[at];
    if (token?.kind === 'break' || token?.raw === '.' || token?.kind === 'number') return false;
  }
  return true;
}
