import { type Analysis, matchAt } from './analysis.ts';
import { wordsSaid } from './answer-echo.ts';
import type { Asked } from './asked.ts';
import { heard } from './asked-back.ts';
import type { AnswerMark } from './yes-no.ts';

/** "20/12 mới tổ chức": not before that day. */
export function isNotUntil(a: Analysis, first: AnswerMark): boolean {
  const { from } = first.match;
  if (first.kind !== 'done' || a.tokens[from]?.spelling.fold !== 'moi') return false;
  return (
    a.tokens[from - 1]?.kind === 'number' &&
    (a.tokens[from - 2]?.raw === '/' || a.tokens[from - 2]?.raw === '-')
  );
}

/** "có 5 chục đâu mà", "có tổ chức đâu mà báo": the "đâu" behind it takes the "có" back. */
export function isTakenBack(a: Analysis, first: AnswerMark): boolean {
  if (first.match.from > 1 || !HAVE.has(heard(a, first.match.from))) return false;
  const last = a.tokens.findLastIndex(
    (token, at) => token.kind === 'word' && matchAt(a, at, 'answer.filler') === null,
  );
  if (last > first.match.to && DENIED_AT_END.has(heard(a, last))) return true;
  for (let at = first.match.from + 1; at < last && a.tokens[at]?.kind !== 'mark'; at++)
    if (DENIED_AT_END.has(heard(a, at)) && AFTER_DENIED.has(heard(a, at + 1))) return true;
  return false;
}

/** "có họp nhưng không phải truyền thông": something was done, perhaps not what was asked. */
export function isSomethingElse(a: Analysis, first: AnswerMark): boolean {
  for (let at = first.match.to; at < a.tokens.length - 3; at++)
    if (BUTS.has(heard(a, at)) && NOTS.has(heard(a, at + 1)) && IS_THAT.has(heard(a, at + 2)))
      return first.kind === 'yes' || first.kind === 'done';
  return false;
}

/** "ừm, để coi", "ờ ha, chưa làm": a sound made while thinking settles nothing, what follows it does. */
export function isHummed(a: Analysis, first: AnswerMark | undefined, hedge: AnswerMark | undefined): boolean {
  if (!first || !hedge || first.match.to - first.match.from !== 1 || !HUMS.has(heard(a, first.match.from)))
    return false;
  for (let at = first.match.to; at < hedge.match.from; at++)
    if (a.tokens[at]?.kind !== 'mark' && matchAt(a, at, 'answer.filler') === null) return false;
  return heard(a, hedge.match.from) !== (a.bare ? 'quen' : 'quên');
}

/** "quên mất tiêu, chưa làm": forgetting to do it is a no, forgetting whether it was done is none. */
export function isOnlyForgotten(a: Analysis, hedge: AnswerMark, first: AnswerMark | undefined): boolean {
  if (first?.kind !== 'no' || first.match.from < hedge.match.from) return false;
  return FORGOTTEN.has(heard(a, hedge.match.from)) && NOT_YET.has(heard(a, first.match.from));
}

/** "tui dọn đi lâu rồi" to "… phải không?": what is over is not what was asked. */
export function isOfSomethingElse(a: Analysis, asked: Asked, { kind, match }: AnswerMark): boolean {
  if (!(asked.correct || asked.exists) || kind !== 'done' || a.tokens[match.from]?.spelling.fold !== 'roi')
    return false;
  return wordsSaid(a).filter((at) => at < match.from).length >= FEWEST_TOLD;
}

const FEWEST_TOLD = 2;

const HAVE = new Set(['co1', 'co']);
const DENIED_AT_END = new Set(['đâu', 'dau']);
const AFTER_DENIED = new Set(['ma2', 'nên', 'ma', 'nen']);
const BUTS = new Set(['nhưng', 'ma2', 'nhung', 'ma']);
const NOTS = new Set(['không', 'hông', 'hông3', 'khong', 'hong']);
const IS_THAT = new Set(['phai3', 'phai']);
const HUMS = new Set(['ư2', 'ưm2', 'ơ2', 'ưa2', 'u', 'um', 'uhm', 'uh', 'o', 'uk']);
const FORGOTTEN = new Set(['quên', 'quen']);
const NOT_YET = new Set(['chưa', 'chua']);
const CONTRASTS = new Set(['chư1', 'chơ1', 'nhưng', 'chu', 'nhung']);

/** "chưa báo thôi chứ làm rồi": only the report is missing. */
export function doneAfterAll(
  a: Analysis,
  marks: readonly AnswerMark[],
  first: AnswerMark,
): AnswerMark | undefined {
  const but = a.tokens.findIndex((_, at) => at >= first.match.to && CONTRASTS.has(heard(a, at)));
  return but < 0 ? undefined : marks.find((mark) => mark.kind === 'done' && mark.match.from > but);
}
