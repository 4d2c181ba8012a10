import { type Analysis, whyOf } from './analysis.ts';
import type { Asked } from './asked.ts';
import { heard } from './asked-back.ts';
import type { CountMention } from './count-mention.ts';
import { countMentions } from './counts.ts';
import { numeralAt } from './numerals.ts';
import type { YesNoReading } from './vi.ts';
import { type AnswerMark, answerOf } from './yes-no.ts';

/** A lone 1 or 2 where no options were listed: an option of another question, or a figure; nobody knows. */
const LAST_OPTION = 2;

const SESSIONS = new Set(['unit.other']);

/** "tổ 3", "thôn 5": a number that counts nothing. */
function namesSomething(a: Analysis, figure: CountMention): boolean {
  return figure.role === 'other' && figure.to === numeralAt(a, figure.numberFrom)?.to;
}

/** "17, 18 tuổi": how old somebody is. */
function isAge(a: Analysis, figure: CountMention): boolean {
  return figure.role === 'other' && a.tokens[figure.to - 1]?.spelling.fold === AGE;
}

const AGE = 'tuoi';

/** "đúng rồi, chị đếm 2 lần": how often or how long, told after a yes that nothing goes against. */
function isAside(a: Analysis, first: AnswerMark, { role, numberFrom, to }: CountMention): boolean {
  if (answerOf(first.kind) !== 'yes' || first.match.from > numberFrom || role !== 'other') return false;
  if (!ASIDE_UNITS.has(heard(a, to - 1))) return false;
  for (let at = first.match.to; at < numberFrom; at++) if (CONTRASTS.has(heard(a, at))) return false;
  return true;
}

const ASIDE_UNITS = new Set([
  'lân2',
  'lươt5',
  'tiêng1',
  'hô2',
  'phut1',
  'lan',
  'luot',
  'tieng',
  'ho',
  'phut',
]);
const CONTRASTS = new Set(['nhưng', 'ma2', 'chư1', 'la2', 'nhung', 'ma', 'chu', 'la']);

/** "50 người" says neither whether there were children nor whether leaflets were handed out. */
function isOfAll(asked: Asked, { role }: CountMention): boolean {
  return (asked.underAge !== null || asked.deed?.fold === HAND_OUT) && OF_ALL.has(role);
}

const HAND_OUT = 'phat';
const OF_ALL: ReadonlySet<string> = new Set(['person', 'total', 'turn', 'female', 'male']);

/** "chính xác 100%": all of it, no number of people. */
function isWhole(a: Analysis, { value, numberFrom }: CountMention): boolean {
  return value === WHOLE && a.tokens[numberFrom + 1]?.raw === '%';
}

const WHOLE = 100;

/** "đúng, 30 nữ 20 nam" to a total of 50. */
function addsUp(figures: readonly CountMention[], asked: Asked): boolean {
  const [one, other] = figures;
  if (figures.length !== 2 || !one || !other) return false;
  const isBothSexes =
    (one.role === 'female' && other.role === 'male') || (one.role === 'male' && other.role === 'female');
  return isBothSexes && asked.numbers.has(one.value + other.value);
}

const IS: ReadonlySet<string> = new Set(['phai3', 'la2', 'phai', 'la']);

/** "đúng, 35 người có 20 nữ là đúng rồi": the yes stands behind the figures too. */
function isSaidAgain(
  figures: readonly CountMention[],
  first: AnswerMark | undefined,
  last: AnswerMark | undefined,
): boolean {
  if (!first || !last || answerOf(first.kind) !== 'yes' || answerOf(last.kind) !== 'yes') return false;
  return figures.every(({ to }) => to <= last.match.from);
}

/** "năm mươi chứ không phải mười lăm": the no is said of another figure. */
function isOfFigure(a: Analysis, { kind, match }: AnswerMark): boolean {
  return kind === 'no' && IS.has(heard(a, match.to - 1)) && numeralAt(a, match.to) !== null;
}

/** A figure in an answer: "2 buổi" says that there were some; another total than the one shown is a no. */
export function figureAnswer(
  a: Analysis,
  asked: Asked,
  first: AnswerMark | undefined,
  last: AnswerMark | undefined,
): YesNoReading | null {
  const taken = new Array<boolean>(a.tokens.length).fill(false);
  const figures = countMentions(a, taken).filter(
    (mention) => mention.role !== 'absent' && !numeralAt(a, mention.numberFrom)?.doubtful,
  );
  const figure = figures[0];
  if (!figure) return null;
  if (asked.correct && asked.numbers.size === 0 && isSaidAgain(figures, first, last)) return null;
  const why = [whyOf(a, 'figure', figure.from, figure.to)];
  if (asked.correct) {
    if (figures.every((mention) => isWhole(a, mention))) return first ? null : { answer: 'yes', why };
    const same = figures.every((mention) => asked.numbers.has(mention.value)) || addsUp(figures, asked);
    const figureFrom = figure.from;
    // "hơn 50" is another figure than the 50 shown, and nobody knows which.
    if (same && !first && figures.some((mention) => mention.rough)) return { answer: 'unclear', why };
    if (same && first && answerOf(first.kind) === 'yes') return { answer: 'yes', why };
    if (same && (!first || isOfFigure(a, first))) return { answer: 'yes', why };
    if (same) return null;
    if (figure.role === 'bare' && figure.value <= LAST_OPTION && a.tokens.length === 1)
      return { answer: 'unclear', why };
    if (first && answerOf(first.kind) === 'yes' && first.match.from < figureFrom && SESSIONS.has(figure.rule))
      return null;
    if (first && figures.every((each) => asked.numbers.has(each.value) || isAside(a, first, each)))
      return null;
    return { answer: 'no', why };
  }
  if (first && first.match.from < figure.from) return null;
  if (asked.done || asked.exists) {
    if (namesSomething(a, figure) || figures.some((each) => isAge(a, each))) return null;
    // "dưới 16 không có ai": the figure of the question itself.
    if (figures.every(({ value }) => asked.numbers.has(value)) || isOfAll(asked, figure)) return null;
    const first0 = Number(a.tokens[figure.numberFrom]?.raw);
    const onlyBareOption = figure.role === 'bare' && a.tokens.length === 1 && !asked.exists;
    if (onlyBareOption) return null;
    if (figure.role === 'bare' && !asked.exists) return null;
    return { answer: first0 === 0 ? 'no' : 'yes', why };
  }
  return null;
}
