import type { FlowValue } from '../domain/flow-state.ts';
import { canonicalJson } from '../lib/json.ts';
import { exactChoice, plainFigureIn } from './choices.ts';
import { changeLines } from './correction.ts';
import { type SaidOfSession, saidOfSession, withMore } from './report-answers.ts';
import type { StepContext, StepData, StepInput, StepResult } from './step.ts';
import { stepTypeOf } from './steps/index.ts';

type Answers = Readonly<Record<string, FlowValue>>;

/** The edge of an answer that said more than was asked. */
export const READS = 'reads';

/** Fewest other fields a message names for a number with nothing beside it to be taken as everybody. */
const FIELDS_AROUND_A_BARE_TOTAL = 2;

/**
 * Reads an answer to `step`. Where the step has `reads`, all that the answer says of a session beyond the question is
 * kept too, and the talk goes on there: so that a whole sentence is heard at every question. A value that was given
 * before is replaced only by one that is plainly said, and that is told.
 */
export function readAnswer(step: StepData, input: StepInput, context: StepContext): StepResult {
  const type = stepTypeOf(step.type);
  const read = (known: Answers): StepResult =>
    type.answer?.(step, input, { ...context, answers: known }) ?? { kind: 'unclear' };
  const { reads } = step;
  const alone = read(context.answers);
  if (reads === undefined || input.tapped !== null) return alone;
  const open = type.enter(step, context);
  const choices = (open.kind === 'ask' && open.choices) || [];
  if (exactChoice(input.text, choices)) return alone;
  const isList = open.kind === 'ask' && open.list === true;
  const isYesNo = choices.some(({ means }) => means);
  const figure =
    alone.kind === 'unclear' && (isList || isYesNo) ? plainFigureIn(input.text, context.vi) : null;
  if (figure !== null && (isList || typeof context.answers.total === 'number'))
    return { kind: 'refuse', say: context.common('number-of-what', { number: figure }) };
  if (!isYesNo && !/\p{L}/u.test(input.text)) return alone;

  const takesBare = alone.kind === 'unclear' && open.kind === 'ask' && !isList;
  const heard = saidOfSession(input.text, context);
  const session = plainly(heard, context.answers, takesBare);
  // "7h tối" where everything is shown once more, or a part to change is chosen: when the session began.
  const startTime = isYesNo || isList ? context.vi.readPlainClockTime(input.text) : null;
  const said = startTime === null ? session : { ...session, startTime };
  const asked = type.describe(step).saves;
  const more = withMore(context.answers, without(said, asked), type.replaces ?? false, heard.denied);
  if (!more) return alone;
  const news = Object.keys(more).some((key) => key !== 'understood' && isNew(key, more, context.answers));
  if (!news && alone.kind !== 'unclear') return alone;

  const answered = read({ ...context.answers, ...more });
  if (answered.kind === 'refuse') {
    return { ...answered, save: more, say: joined(changed(context, more, true), answered.say) };
  }
  const say = changed(context, more, answered.kind === 'stay');
  if (answered.kind === 'stay') return { ...answered, save: more, ...(say ? { say } : {}) };
  const own = answered.kind === 'go' ? { ...answered.save, ...only(said, asked) } : {};
  return { kind: 'go', edge: READS, to: reads, save: { ...own, ...more }, ...(say ? { before: say } : {}) };
}

/** What is said so plainly that it may stand beside the answer to another question. */
function plainly({ answers, totalBy }: SaidOfSession, known: Answers, takesBare: boolean): Answers {
  const { total, ...others } = answers;
  if (total === undefined || totalBy === 'count') return answers;
  const isKnown = typeof known.total === 'number';
  const bareFits = takesBare || Object.keys(others).length >= FIELDS_AROUND_A_BARE_TOTAL;
  return isKnown || (totalBy === 'bare' && !bareFits) ? others : answers;
}

function isNew(key: string, more: Answers, known: Answers): boolean {
  return canonicalJson(more[key]) !== canonicalJson(known[key]);
}

/**
 * Tells which values that were given before are now others; a list that only grew is shown with the rest. `all` also
 * tells what is new, where nothing shows it.
 */
function changed(context: StepContext, more: Answers, all = false) {
  const grew = (key: string) => {
    const [before, now] = [context.answers[key], more[key]];
    return Array.isArray(before) && Array.isArray(now) && before.every((code) => now.includes(code));
  };
  const others = Object.fromEntries(Object.entries(more).filter(([key]) => !grew(key)));
  const lines = changeLines(context.answers, all ? more : others, all);
  return lines.length > 0 ? context.common('answers-changed', { lines: lines.join('; ') }) : null;
}

function joined(
  first: { text: string; audio: string | null } | null,
  second: { text: string; audio: string | null },
) {
  return first ? { text: `${first.text}\n${second.text}`, audio: second.audio } : second;
}

function without(answers: Answers, keys: readonly string[]): Record<string, FlowValue> {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key)));
}

function only(answers: Answers, keys: readonly string[]): Record<string, FlowValue> {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.includes(key)));
}
