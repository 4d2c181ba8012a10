import { ageAnswer } from './age-answer.ts';
import { type Analysis, matchAt, whyOf } from './analysis.ts';
import { ofTheAnswer } from './answer-clause.ts';
import { echoOf, moreOf, titledOption } from './answer-echo.ts';
import { withAnswerPoints } from './answer-likely.ts';
import { emojiAnswer, isCode, optionOf, shortNot } from './answer-mark.ts';
import { ofTheQuarter } from './answer-period.ts';
import type { AnswerPoints } from './answer-points.ts';
import {
  doneAfterAll,
  isHummed,
  isNotUntil,
  isOfSomethingElse,
  isOnlyForgotten,
  isSomethingElse,
  isTakenBack,
} from './answer-turn.ts';
import type { Asked } from './asked.ts';
import { isQuestion } from './asked-back.ts';
import { dateMentions } from './dates.ts';
import { deniedDeed } from './denied-deed.ts';
import { figureAnswer } from './figure-answer.ts';
import type { Match } from './phrase-index.ts';
import { isThanks } from './thanks.ts';
import type { LocalNow, YesNoReading } from './vi.ts';

type Answer = YesNoReading['answer'];

/** The answer to a yes/no question. A half yes is never a yes where consent is asked. */
export function readYesNo(a: Analysis, asked: Asked, points: AnswerPoints): YesNoReading {
  const chosen = choiceOf(a, asked);
  return chosen ?? withAnswerPoints(a, asked, readByRules(a, asked), points);
}

/** An option or a sign that was chosen, or a code: nothing has to be understood. */
export function choiceOf(a: Analysis, asked: Asked): YesNoReading | null {
  const option = asked.options ? (optionOf(a) ?? titledOption(a, asked)) : null;
  return option ?? emojiAnswer(a) ?? (isCode(a) ? { answer: 'unclear', why: [] } : null);
}

/** The answer by the words that are known, without points. */
export function readByRules(a: Analysis, asked: Asked): YesNoReading {
  const marks = answerMarks(a, asked);
  const told = ofTheAnswer(a, asked, marks);
  return decide(a, asked, asked.done ? ofTheQuarter(a, told) : told);
}

type MarkKind =
  | 'yes'
  | 'done'
  | 'not_mistake'
  | 'mistake'
  | 'no'
  | 'no_alone'
  | 'yes_alone'
  | 'hold'
  | 'later'
  | 'hedge'
  | 'ask'
  | 'half'
  | 'plenty'
  /** Thanks and names: read so that no part of them is taken for an answer ("cam on" is no "ổn"). */
  | 'neutral'
  | 'polite';

export interface AnswerMark {
  kind: MarkKind;
  match: Match;
}

const KINDS: ReadonlySet<string> = new Set([
  'yes',
  'done',
  'not_mistake',
  'mistake',
  'no',
  'no_alone',
  'yes_alone',
  'hold',
  'later',
  'hedge',
  'ask',
  'half',
  'plenty',
  'neutral',
  'polite',
]);
const DUNG = 'dung';

/** The words of the answer that decide, longest first at each place. */
function answerMarks(a: Analysis, asked: Asked): AnswerMark[] {
  const marks: AnswerMark[] = [];
  let from = 0;
  while (from < a.tokens.length) {
    const best = shortNot(a, from) ?? longest(a, from, asked);
    if (best && best.kind !== 'neutral') marks.push(best);
    from = best ? best.match.to : from + 1;
  }
  return marks;
}

function longest(a: Analysis, from: number, asked: Asked): AnswerMark | null {
  let best: AnswerMark | null = null;
  for (const match of a.starts[from] ?? []) {
    if (!match.tag.startsWith('answer.')) continue;
    const kind = match.tag.slice('answer.'.length);
    if (!KINDS.has(kind) || !mayDecide(a, match, asked)) continue;
    const rank = match.to - match.from;
    const bestRank = best ? best.match.to - best.match.from : 0;
    if (rank > bestRank || (rank === bestRank && best && outranks(kind, match, best)))
      best = { kind: kind as MarkKind, match };
  }
  return best;
}

/** Of two readings of the same words the better written one holds, then the more specific one. */
function outranks(kind: string, match: Match, best: AnswerMark): boolean {
  if (match.quality !== best.match.quality) return match.quality > best.match.quality;
  return kind === 'not_mistake' || (kind === 'mistake' && best.kind === 'no');
}

function mayDecide(a: Analysis, match: Match, asked: Asked): boolean {
  // "con nít thì không" is only half an answer where consent is asked.
  if (match.tag === 'answer.half' && !asked.consent) return false;
  const oneWord = match.to - match.from === 1;
  if (!oneWord || match.quality >= 2) return true;
  const fold = a.tokens[match.from]?.spelling.fold;
  if (fold === DUNG) return asked.saysRight && match.tag === 'answer.yes';
  return PLAIN_ANSWERS.has(fold ?? '') || (a.bare && BARE_ANSWERS.has(fold ?? ''));
}

/** Forms that stand for an answer only in a message without accents. */
const BARE_ANSWERS = new Set([
  'trat',
  'ua',
  'ung',
  'chot',
  'rui',
  'khong',
  'co',
  'sai',
  'thoi',
  'nham',
  'lon',
  'chac',
  'khoan',
  'doi',
  'chuan',
  'thieu',
  'gui',
  'dau',
  'dung',
  'sua',
  'mai',
  'ha',
  'huy',
  'u',
  'xong',
  'quen',
  'du',
  'on',
  'khoi',
  'se',
  'sap',
]);
/** Plain forms that stand for nothing else in an answer, also beside accented words. */
const PLAIN_ANSWERS = new Set(['roi', 'chua', 'duoc', 'phai']);

function decide(a: Analysis, asked: Asked, marks: readonly AnswerMark[]): YesNoReading {
  const find = (kind: MarkKind) => marks.find((mark) => mark.kind === kind);
  const say = (answer: Answer, mark: AnswerMark | undefined): YesNoReading => ({
    answer,
    why: mark ? [whyOf(a, mark.match.tag, mark.match.from, mark.match.to)] : [],
  });
  const deciding = marks.filter((mark) => DECIDING.has(mark.kind));
  const first = deciding[isOffWaved(a, asked, deciding) || isHummedNo(a, asked, deciding) ? 1 : 0];
  const ask = find('ask');
  if (ask && isAskedBack(asked, first, ask)) return say('unclear', ask);
  if (isQuestion(a, first)) return say('unclear', first);
  const hedge = marks.find(
    (mark) => mark.kind === 'hedge' && !(asked.done && isOnlyForgotten(a, mark, first)),
  );
  const contrast = asked.done && first?.kind === 'no' ? doneAfterAll(a, marks, first) : undefined;
  if (contrast) return say('yes', contrast);
  const planned = asked.done ? find('later') : undefined;
  if (planned && !isSettledBefore(first, planned)) return say('no', planned);
  if (hedge && !(isSettledBefore(first, hedge) && !isHummed(a, first, hedge))) return say('unclear', hedge);
  if (asked.consent) return consent(a, marks, say);
  const more = first?.match.from === 0 ? null : moreOf(a, asked);
  if (more) return more;
  const denied = first && answerOf(first.kind) === 'yes' ? deniedDeed(a, asked) : null;
  if (denied !== null) return { answer: 'no', why: [whyOf(a, 'denied', denied, denied + 2)] };
  if (first && (isNotUntil(a, first) || isTakenBack(a, first))) return say('no', first);
  if (first && asked.done && isSomethingElse(a, first)) return say('unclear', first);
  const mistake = find('mistake');
  if (mistake && !asked.done && !asked.exists) return say('no', mistake);
  const age = ageAnswer(a, asked);
  if (age) return age;
  const figure = figureAnswer(a, asked, first, deciding.at(-1));
  if (figure) return figure;
  const day =
    asked.done && !first ? dateMentions(a, SOME_DAY).find((mention) => mention.kind === 'exact') : undefined;
  if (day) return { answer: 'yes', why: [whyOf(a, day.rule, day.from, day.to)] };
  const alone = find('no_alone');
  if (!first && alone && alone.match.from <= 1) return say('no', alone);
  const later = find('later');
  if (later && !isSettledBefore(first, later))
    return say(asked.done || asked.exists || first ? 'no' : 'unclear', later);
  if (first && isOfSomethingElse(a, asked, first)) {
    // "coi kỹ rồi, không sai chỗ nào": what was done first is no answer yet.
    const next = deciding[deciding.indexOf(first) + 1];
    return next && next.kind !== 'done' ? say(answerOf(next.kind), next) : say('unclear', first);
  }
  if (first) return say(answerOf(first.kind), first);
  const plenty = asked.done || asked.exists ? find('plenty') : undefined;
  if (plenty) return say('yes', plenty);
  const verb = find('yes_alone');
  if (verb && !asked.done && !asked.exists && isAlone(a, verb.match)) return say('yes', verb);
  return echoOf(a, asked) ?? polite(a, marks, say);
}

/** "khỏi, đúng rồi": the first word only waves off corrections. */
function isOffWaved(a: Analysis, asked: Asked, [first, second]: readonly AnswerMark[]): boolean {
  if (!asked.correct || first?.kind !== 'no' || second?.kind !== 'yes') return false;
  return (
    OFF_WAVES.has(a.tokens[first.match.from]?.spelling.fold ?? '') && second.match.from === first.match.to + 1
  );
}

/** "ờ ha, chưa làm nữa" */
function isHummedNo(a: Analysis, asked: Asked, [first, second]: readonly AnswerMark[]): boolean {
  if (second?.kind !== 'hold' && !(second?.kind === 'no' && (asked.done || asked.exists))) return false;
  return isHummed(a, first, second);
}

const OFF_WAVES = new Set(['khoi', 'thoi']);

/** A question before, right after or instead of a yes leaves it open; after a no it only adds to it. */
function isAskedBack(asked: Asked, first: AnswerMark | undefined, ask: AnswerMark): boolean {
  if (asked.consent || !first || ask.match.from < first.match.from) return true;
  return answerOf(first.kind) === 'yes' && ask.match.from === first.match.to;
}

/** A day that is past on this one is past on any: "5/11", "hôm qua" answer that it was done. */
const SOME_DAY: LocalNow = { date: '2000-12-31', time: '23:59' };

export const DECIDING: ReadonlySet<MarkKind> = new Set([
  'yes',
  'done',
  'not_mistake',
  'mistake',
  'no',
  'hold',
]);

export function answerOf(kind: MarkKind): Answer {
  return kind === 'yes' || kind === 'done' || kind === 'not_mistake' ? 'yes' : 'no';
}

function isSettledBefore(first: AnswerMark | undefined, later: AnswerMark): boolean {
  return first !== undefined && first.match.from < later.match.from;
}

function isAlone(a: Analysis, match: Match): boolean {
  return a.tokens.every((token, at) => {
    const inside = at >= match.from && at < match.to;
    return inside || token.kind !== 'word' || matchAt(a, at, 'answer.filler') !== null;
  });
}

type Say = (answer: Answer, mark: AnswerMark | undefined) => YesNoReading;

function consent(a: Analysis, marks: readonly AnswerMark[], say: Say): YesNoReading {
  const no = marks.find((mark) => ['no', 'hold', 'mistake', 'later', 'no_alone'].includes(mark.kind));
  const yes = marks.find((mark) => mark.kind === 'yes' || mark.kind === 'not_mistake');
  const half = marks.find((mark) => mark.kind === 'half');
  if (half) return say(yes || !no ? 'unclear' : 'no', half);
  if (yes && no)
    return yes.match.from < no.match.from || no.kind !== 'no_alone' ? say('unclear', no) : say('yes', yes);
  if (no) return say(no.kind === 'later' ? 'unclear' : 'no', no);
  if (yes) return say('yes', yes);
  const onlyDa =
    marks.length > 0 && marks.every((mark) => matchAt(a, mark.match.from, 'answer.polite_only') !== null);
  return onlyDa ? say('unclear', marks[0]) : polite(a, marks, say);
}

/** "dạ", "vâng" alone are a yes; beside other words they are only manners. */
function polite(a: Analysis, marks: readonly AnswerMark[], say: Say): YesNoReading {
  const mark = marks.find((each) => each.kind === 'polite');
  if (!mark) return say('unclear', undefined);
  const onlyManners = a.tokens.every(
    (token, at) =>
      token.kind !== 'word' ||
      matchAt(a, at, 'answer.filler') !== null ||
      matchAt(a, at, 'answer.polite') !== null ||
      isThanks(a, at),
  );
  return say(onlyManners && !a.text.includes('?') ? 'yes' : 'unclear', mark);
}
