import { type Analysis, whyOf } from './analysis.ts';
import { ANSWERS, type AnswerPoints, strongestSign, sumOfSigns } from './answer-points.ts';
import type { Asked } from './asked.ts';
import { chancesOf } from './chances.ts';
import type { YesNoReading } from './vi.ts';

/** Below this chance it is asked again: a wrong answer costs more than a question. */
const SURE_CHANCE = 0.7;
/** A consent that no rule has read needs more. */
const CONSENT_CHANCE = 0.8;
/** What the rules read holds against nothing surer, unless it is this unlikely. */
const UNLIKELY_CHANCE = 0.2;

/** What all words of an answer add up to, with what the rules read as one sign among them. */
export function withAnswerPoints(
  a: Analysis,
  asked: Asked,
  byRules: YesNoReading,
  points: AnswerPoints,
): YesNoReading {
  if (points.rows.length === 0 || a.tokens.length === 0 || isSettled(a, asked, byRules)) return byRules;
  const chances = chancesOf(sumOfSigns(a, asked, byRules.answer, points));
  const chance = Math.max(...chances);
  const likely = ANSWERS[chances.indexOf(chance)];
  const needed = asked.consent && likely === 'yes' ? CONSENT_CHANCE : SURE_CHANCE;
  if (likely === undefined || likely === byRules.answer) return byRules;
  if (chance < needed) {
    const own = chances[ANSWERS.indexOf(byRules.answer)] as number;
    return own >= UNLIKELY_CHANCE ? byRules : { answer: 'unclear', why: byRules.why };
  }
  const telling = strongestSign(a, asked, byRules.answer, points, likely);
  return {
    answer: likely,
    why: telling ? [whyOf(a, `words ${telling.sign}`, telling.from, telling.to)] : [],
  };
}

/** What words cannot outweigh: another figure than the one shown, a question, and a lone đúng, dừng or "dung". */
function isSettled(a: Analysis, asked: Asked, { answer, why }: YesNoReading): boolean {
  if (asked.correct && asked.numbers.size > 0 && why.some(({ rule }) => rule === 'figure')) return true;
  const [word, ...more] = a.tokens.filter(({ kind }) => kind === 'word');
  if (word?.spelling.fold === DUNG && more.length === 0) return true;
  return answer === 'unclear' && a.tokens.at(-1)?.raw === '?';
}

const DUNG = 'dung';
