import { type Analysis, matchAt, matchBefore } from './analysis.ts';
import { heard } from './asked-back.ts';
import type { Match } from './phrase-index.ts';

/** How a subject is named that was not spoken of. */
type Aside =
  /** "không nói về tảo hôn" */
  | 'denied'
  /** "định nói tảo hôn mà …", "tháng sau nói …": not of this session where another subject is. */
  | 'elsewhere';

/**
 * Which of the subjects, in the order of the text, were not spoken of. What is joined to one with "và" or "với" is not
 * either. Linear.
 */
export function asideThemes(a: Analysis, subjects: readonly Match[]): ReadonlyMap<Match, Aside> {
  const found = new Map<Match, Aside>();
  for (const [n, subject] of subjects.entries()) {
    const before = subjects[n - 1];
    const joined = before && isJoined(a, before, subject) ? found.get(before) : undefined;
    const aside = asideOf(a, subject) ?? joined;
    if (aside) found.set(subject, aside);
  }
  return found;
}

function asideOf(a: Analysis, { from, to }: Match): Aside | null {
  const at = over(a, from, 'theme_denial.link', MOST_LINKS);
  if (matchBefore(a, at, 'theme_denial.is_not') !== null) return 'denied';
  const verb = matchBefore(a, at, 'theme_denial.verb');
  const told = verb ? over(a, verb.from, 'theme_denial.modal', MOST_LINKS) : null;
  if (told !== null && matchBefore(a, told, 'theme_denial.not') !== null) return 'denied';
  if (
    told !== null &&
    matchBefore(a, over(a, told, 'theme_denial.who', MOST_LINKS), 'theme_denial.plan') !== null
  )
    return 'elsewhere';
  const isElsewhere =
    matchBefore(a, from, 'theme_denied') !== null || matchAt(a, to, 'theme_denied_after') !== null;
  return isElsewhere ? 'elsewhere' : null;
}

/** "chuyện", "về bài" */
const MOST_LINKS = 2;

/** Where up to `most` phrases of `tag` begin that stand before token `to`. */
function over(a: Analysis, to: number, tag: string, most: number): number {
  let at = to;
  for (let step = 0; step < most; step++) {
    const match = matchBefore(a, at, tag);
    if (!match) break;
    at = match.from;
  }
  return at;
}

function isJoined(a: Analysis, left: Match, right: Match): boolean {
  return right.from - left.to === 1 && JOINS.has(heard(a, left.to));
}

const JOINS: ReadonlySet<string> = new Set([
  'va2',
  'vơi1',
  'cung2',
  'hay',
  'hoăc5',
  'lân4',
  'va',
  'voi',
  'hoac',
  'lan',
]);
