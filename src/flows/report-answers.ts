import type { FlowValue } from '../domain/flow-state.ts';
import { FORM_CODES } from '../domain/forms.ts';
import { THEME_CODES } from '../domain/themes.ts';
import type { ReportReading, TotalBy } from '../vi/vi.ts';
import type { StepContext } from './step.ts';

/** The answers that every report needs. */
export const REPORT_ESSENTIALS = ['date', 'forms', 'themes', 'total'] as const;

/** What a message says of a session, by the names of the answers, and how it says the number of all people. */
export interface SaidOfSession {
  answers: Record<string, FlowValue>;
  totalBy: TotalBy | null;
  /** Codes that it names only to say that they were not: "họp chi hội chứ không phải họp thôn". */
  denied: ReadonlySet<string>;
}

/** What a message says of a session, by the names of the answers. What is not certain is left out. */
export function reportAnswersIn(
  text: string,
  context: Pick<StepContext, 'vi' | 'now'>,
): Record<string, FlowValue> {
  return saidOfSession(text, context).answers;
}

export function saidOfSession(text: string, { vi, now }: Pick<StepContext, 'vi' | 'now'>): SaidOfSession {
  const reading = vi.readReport(text, now.local);
  const answers: Record<string, FlowValue> = {};
  if (reading.date.kind === 'date') answers.date = reading.date.date;
  const forms = reading.forms.filter((code) => (FORM_CODES as string[]).includes(code));
  const themes = reading.themes.filter((code) => (THEME_CODES as string[]).includes(code));
  if (forms.length > 0) answers.forms = forms;
  if (themes.length > 0) answers.themes = themes;
  for (const [key, value] of Object.entries(consistentCounts(reading)))
    if (value !== null) answers[key] = value;
  const denied = new Set([...reading.denied.forms, ...reading.denied.themes]);
  return { answers, totalBy: reading.totalBy, denied };
}

/** Parts that contradict the total of the message are not taken over: they will be asked for, or left out. */
function consistentCounts({ total, female, male, dtts, children, leaflets }: ReportReading) {
  if (total === null) return { leaflets, female, male, dtts, children };
  const fits = (part: number | null) => (part !== null && part <= total ? part : null);
  const sexesFit = female === null || male === null || female + male === total;
  return {
    total,
    leaflets,
    dtts: fits(dtts),
    children: fits(children),
    female: sexesFit ? fits(female) : null,
    male: sexesFit ? fits(male) : null,
  };
}

/**
 * Adds what a further message says to what is known: lists grow (unless it `replaces`) by what it says and lose what it
 * denies, anything else is taken as said last. Null when the message says nothing of a session.
 */
export function withMore(
  known: Readonly<Record<string, FlowValue>>,
  more: Record<string, FlowValue>,
  replaces: boolean,
  denied: ReadonlySet<string> = new Set(),
): Record<string, FlowValue> | null {
  if (Object.keys(more).length === 0) return null;
  const lists = (['forms', 'themes'] as const).flatMap((key) => {
    const [before, said] = [known[key], more[key]];
    return !replaces && Array.isArray(before) && Array.isArray(said)
      ? [[key, [...new Set([...before.filter((code) => !denied.has(String(code))), ...said])]]]
      : [];
  });
  const merged = { ...more, ...Object.fromEntries(lists) };
  const understood = REPORT_ESSENTIALS.filter((key) => merged[key] !== undefined || known[key] !== undefined);
  return { ...merged, understood };
}
