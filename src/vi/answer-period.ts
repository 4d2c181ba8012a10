import type { Analysis } from './analysis.ts';
import { type AnswerMark, answerOf } from './yes-no.ts';

/**
 * The marks that speak of the quarter asked about: in "quý trước thì có, quý này không" the first does not, and in
 * "tháng này chưa, tháng trước rồi" only the last says whether it was done.
 */
export function ofTheQuarter(a: Analysis, marks: readonly AnswerMark[]): readonly AnswerMark[] {
  const others = a.byTag.get('answer.other_period');
  const kept = others
    ? marks.filter((mark) => !others.some((period) => isInClause(a, period.from, mark)))
    : marks;
  const parts = a.byTag.get('answer.part_period');
  if (!parts) return kept;
  return kept.filter(
    (mark, at) =>
      answerOf(mark.kind) !== 'no' ||
      !parts.some((period) => isInClause(a, period.from, mark)) ||
      !kept.slice(at + 1).some((later) => later.kind === 'done' && !isInClause(a, mark.match.to, later)),
  );
}

/** Whether no pause, contrast or further period stands between a word and the mark behind it. */
function isInClause(a: Analysis, from: number, mark: AnswerMark): boolean {
  const to = mark.match.from;
  if (to < from) return false;
  for (let at = from + 1; at < to; at++) {
    const token = a.tokens[at];
    if (token?.kind !== 'word' || CLAUSE_HEADS.has(token.spelling.key)) return false;
  }
  return true;
}

const CLAUSE_HEADS: ReadonlySet<string> = new Set(['con2', 'nhưng', 'chư1', 'chơ1', 'ma2', 'quy1', 'thang1']);
