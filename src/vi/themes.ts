import { type Analysis, isSure, whyOf } from './analysis.ts';
import { codeMatches, readCodes } from './codes.ts';
import { asideThemes } from './denied-themes.ts';
import type { Match } from './phrase-index.ts';
import { hasMarks } from './tokens.ts';
import type { CodesReading } from './vi.ts';

const IDEAS = 'theme_idea.';
const HINTS = 'theme_hint.';
const INTRO = 'theme_intro';
/** What was spoken of follows the word that opens it this closely. */
const MOST_WORDS_BEHIND_INTRO = 12;
/** Two ideas of one subject stand in one clause. */
const MOST_WORDS_BETWEEN = 5;

/** The subjects of a text: named by a phrase, else told by two ideas near each other, else hinted at by most words. */
export function readThemes(a: Analysis): CodesReading {
  if (readCodes(a, 'theme').codes.length > 0) return readingOf(a, withoutAsides(a, codeMatches(a, 'theme')));
  const ideas = themeIdeas(a);
  return readingOf(a, ideas.length > 0 ? withoutAsides(a, ideas) : hinted(a));
}

function readingOf(a: Analysis, told: readonly Match[]): CodesReading {
  return {
    codes: [...new Set(told.map(codeOf))],
    why: told.map((match) => whyOf(a, match.tag, match.from, match.to)),
  };
}

/** The subjects that the text denies and names nowhere else. */
export function deniedThemes(a: Analysis): ReadonlySet<string> {
  const subjects = subjectMatches(a);
  const asides = asideThemes(a, subjects);
  const told = new Set(subjects.filter((match) => !asides.has(match)).map(codeOf));
  return new Set([...asides.keys()].map(codeOf).filter((code) => !told.has(code)));
}

/** Without what is denied, what is of another session, and "something else" beside a subject of the list. */
function withoutAsides(a: Analysis, named: readonly Match[]): readonly Match[] {
  const asides = asideThemes(a, named);
  const here = named.filter((match) => !asides.has(match));
  const said = here.length > 0 ? here : named.filter((match) => asides.get(match) !== 'denied');
  const kept = said.filter(
    (match, at) =>
      codeOf(match) !== OTHER || isJoined(a, said[at - 1], match) || isJoined(a, match, said[at + 1]),
  );
  return kept.length > 0 ? kept : said;
}

const OTHER = 'khac';

/** "phòng chống sốt xuất huyết với đuối nước": two subjects side by side. */
function isJoined(a: Analysis, left: Match | undefined, right: Match | undefined): boolean {
  const between =
    left !== undefined && right !== undefined && right.from - left.to === 1 ? a.tokens[left.to] : null;
  return between?.kind === 'mark' || (between?.kind === 'word' && JOINS.has(between.spelling.fold));
}

const JOINS: ReadonlySet<string> = new Set(['va', 'voi', 'cung']);

function codeOf({ tag }: Match): string {
  return tag.split('.')[1] ?? '';
}

/** The words of the text that belong to a subject, as {@link readThemes} finds it. */
export function subjectMatches(a: Analysis): readonly Match[] {
  const named = codeMatches(a, 'theme');
  return named.length > 0 ? named : themeIdeas(a);
}

/** The hints at the subject that most of them speak for; none when two subjects have as many. Linear. */
function hinted(a: Analysis): readonly Match[] {
  const intros = a.byTag.get(INTRO)?.filter(isSure) ?? [];
  if (intros.length === 0) return [];
  let best: Match[] = [];
  let isTie = false;
  for (const [tag, matches] of a.byTag) {
    if (!tag.startsWith(HINTS)) continue;
    const hints = behind(a, intros, matches);
    if (hints.length > best.length) [best, isTie] = [hints, false];
    else if (hints.length === best.length && hints.length > 0) isTie = true;
  }
  return isTie ? [] : best;
}

/** Those of `matches` that stand close behind one of `intros`, none overlapping another. Both are in order. */
function behind(a: Analysis, intros: readonly Match[], matches: readonly Match[]): Match[] {
  const found: Match[] = [];
  let at = 0;
  for (const match of matches) {
    if (!isPlain(a, match) || match.from < (found.at(-1)?.to ?? 0)) continue;
    while (at + 1 < intros.length && (intros[at + 1] as Match).to <= match.from) at++;
    const gap = match.from - (intros[at] as Match).to;
    if (gap >= 0 && gap <= MOST_WORDS_BEHIND_INTRO) found.push(match);
  }
  return found;
}

/** Written as in the list; where accents are left out "roi" is as well rơi, and only longer phrases are clear. */
function isPlain(a: Analysis, match: Match): boolean {
  if (match.to - match.from >= CLEAR_WORDS) return true;
  const isMarked = a.tokens.slice(match.from, match.to).some(hasMarks);
  return match.quality >= 2 && (isMarked || !a.halfBare);
}

const CLEAR_WORDS = 3;

/** Pairs of ideas in the text. */
function themeIdeas(a: Analysis): readonly Match[] {
  const known = a.shared.codes.get(IDEAS);
  if (known) return known;
  const found: Match[] = [];
  for (const [tag, ones] of a.byTag) {
    if (!tag.startsWith(IDEAS) || !tag.endsWith('.one')) continue;
    const pair = nearest(a, ones, a.byTag.get(`${tag.slice(0, -'one'.length)}two`) ?? []);
    if (!pair) continue;
    found.push({ tag, from: pair.from, to: pair.to, quality: 2, partial: false });
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
