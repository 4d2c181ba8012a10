import { type Analysis, matchBefore } from './analysis.ts';
import type { AnswerMark } from './yes-no.ts';

/** "có gửi chưa", "đúng không", "?" at the end: asked back, not answered. */
export function isQuestion(a: Analysis, first: AnswerMark | undefined): boolean {
  const last = a.tokens.at(-1);
  if (!last) return true;
  let end = last.raw === '?' ? a.tokens.length - 2 : a.tokens.length - 1;
  while (end > 2 && AFTER_QUESTIONS.has(a.tokens[end]?.spelling.key ?? '')) end--;
  const asksBack = end >= 2 && NEGATIONS.has(heard(a, end)) && hasAsker(a, end);
  if (asksBack && !(first && (first.match.to > end || isFollowedByPause(a, first)))) return true;
  if (isAskedOf(a)) return true;
  if (last.raw !== '?') return false;
  return !first || first.match.to >= end || a.tokens.length <= 4;
}

/** "cái này bắt buộc không em": a whole clause whose "không" is put to somebody. */
function isAskedOf(a: Analysis): boolean {
  const end = a.tokens.length - 2;
  if (end < FEWEST_BEFORE || !ADDRESSED.has(heard(a, end + 1)) || !NOT_OR.has(heard(a, end))) return false;
  return !TOLD_BEFORE.has(heard(a, end - 1)) && !hasPause(a, 0, end);
}

const FEWEST_BEFORE = 3;
const ADDRESSED = new Set(['em', 'bot']);
const NOT_OR = new Set(['không', 'hông', 'khong', 'hong']);
/** "bữa đó không em", "tui nói không em" deny. */
const TOLD_BEFORE = new Set(
  'la2 thi2 noi1 thôi da5 nay2 đo1 vân4 cung4 chăc1 đêu2 toan2 la thi noi thoi da nay do van cung chac deu toan'.split(
    ' ',
  ),
);

/** "phải, có chuyện gì hông": answered first, then asked. */
function isFollowedByPause(a: Analysis, { match, kind }: AnswerMark): boolean {
  return kind === 'yes' && PAUSES.has(a.tokens[match.to]?.raw ?? '');
}

const PAUSES = new Set([',', '.', ';', '!']);

/** "có 50 không ta", "đúng không nhỉ" */
const AFTER_QUESTIONS = new Set(['ta', 'nhi3', 'vây5', 'ha3', 'ha']);

const NEGATIONS = new Set(['không', 'chưa', 'khong', 'chua']);
const ASKERS = new Set(['co1', 'đa4', 'đươc5', 'đung1', 'phai3', 'co', 'da', 'duoc', 'phai']);
const MOST_WORDS_ASKED = 6;

function hasAsker(a: Analysis, end: number): boolean {
  if (matchBefore(a, end + 1, 'answer.no') === null) return false;
  for (let at = Math.max(0, end - MOST_WORDS_ASKED); at < end; at++)
    if (ASKERS.has(heard(a, at)) && !hasPause(a, at, end)) return !NEGATIONS.has(heard(a, at - 1));
  return false;
}

/** "quý trước thì có, quý này không" asks nothing. */
function hasPause(a: Analysis, from: number, to: number): boolean {
  return a.tokens.slice(from, to).some((token) => PAUSES.has(token.raw));
}

/** A word as it is spelled, or without marks in a message that has none. */
export function heard(a: Analysis, at: number): string {
  const spelling = a.tokens[at]?.spelling;
  return (a.bare ? spelling?.fold : spelling?.key) ?? '';
}
