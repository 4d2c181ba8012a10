import type { Match } from '../vi/phrase-index.ts';
import { GRADES, type Grade } from './lexicon.ts';

/** Number of a grade, so that grades can be compared and lifted. */
export function rankOf(grade: Grade): number {
  return GRADES.indexOf(grade);
}

/** The grade a word class carries in its last name (`kin.partner.self` → `self`), or null. */
function gradeOfTag(tag: string): Grade | null {
  const last = tag.slice(tag.lastIndexOf('.') + 1);
  return GRADES.find((grade) => grade === last) ?? null;
}

/** The surest person among the words of a find; `least` when none is graded higher, `generic` when all are. */
export function rankOfMatches(matches: readonly Match[], least: Grade): number {
  let rank = -1;
  for (const match of matches) {
    const grade = gradeOfTag(match.tag);
    if (grade) rank = Math.max(rank, rankOf(grade));
  }
  return rank < 0 ? rankOf(least) : rank;
}
