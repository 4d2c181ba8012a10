import { type Analysis, matchBefore } from './analysis.ts';
import { codeMatches } from './codes.ts';
import type { Match } from './phrase-index.ts';

/** How a form is named that is still to come. */
export type Plan =
  /** "mai mốt em diễn kịch": some day, never this session. */
  | 'some-day'
  /** "tuần sau phát loa", "định diễn kịch": none of a session that was held, though all of a plan. */
  | 'planned';

/** Tags of words before a form that put it off to some day, or to a day that is still to come. */
const SOME_DAY = ['form_plan.some_day'];
const PLANNED = ['form_plan.planned', 'date.future', 'date.future_word', 'date.week.next', 'date.month.next'];

/** Whether the form is only planned: "mai mốt tổ em lại diễn kịch". Words of another clause are not looked at. */
export function planOf(a: Analysis, form: Match): Plan | null {
  let plan: Plan | null = null;
  let at = form.from;
  for (let step = 0; step <= MOST_WORDS_BETWEEN; step++) {
    if (lastOf(a, at, SOME_DAY)) return 'some-day';
    const planned = lastOf(a, at, PLANNED);
    if (planned) plan = 'planned';
    const next = planned ?? matchBefore(a, at, 'form_plan.between', a.bare ? 1 : 2);
    if (!next) break;
    at = next.from;
  }
  return plan;
}

const MOST_WORDS_BETWEEN = 4;

function lastOf(a: Analysis, to: number, tags: readonly string[]): Match | null {
  for (const tag of tags) {
    const plan = matchBefore(a, to, tag, a.bare ? 1 : 2);
    if (plan && !isOfSubject(a, plan) && !isName(a, plan)) return plan;
  }
  return null;
}

/** "bình đẳng giới tính", "định kiến" */
function isOfSubject(a: Analysis, { from, to }: Match): boolean {
  return codeMatches(a, 'theme').some((subject) => subject.from < to && from < subject.to);
}

/** "chị Mai họp thôn" */
function isName(a: Analysis, { from, to }: Match): boolean {
  return (
    to - from === 1 && from > 0 && a.tokens[from]?.capital === true && a.tokens[from - 1]?.kind === 'word'
  );
}
