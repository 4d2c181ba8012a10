import { displayDate } from '../domain/calendar.ts';
import type { Effect } from '../domain/effect.ts';
import type { ReportFact } from '../domain/fact.ts';
import type { FlowValue } from '../domain/flow-state.ts';
import { countsFit, REPORT_FIELD_NAMES, type ReportFields, reportFieldsSchema } from '../domain/report.ts';
import { canonicalJson } from '../lib/json.ts';
import { FlowFault } from './flow-fault.ts';
import type { StepContext } from './step.ts';
import { isBlank, LABELS } from './template.ts';

/** What answers change in a report that was sent. */
export interface Correction {
  /** "Số người: 50 → 60", one a line. */
  lines: string;
  count: number;
  /** False when parts are larger than the whole. */
  fits: boolean;
  fields: Partial<ReportFields>;
}

/** Code lists of the fields that hold codes. */
const LABELS_OF: Readonly<Record<string, string>> = {
  forms: 'forms',
  themes: 'themes',
  linkedTo: 'links',
  language: 'languages',
};

/** Compares the answers that have a report's field names with the report. */
export function correctionOf(report: ReportFact, answers: Readonly<Record<string, FlowValue>>): Correction {
  const changed = (Object.keys(REPORT_FIELD_NAMES) as (keyof ReportFields)[]).filter(
    (field) =>
      answers[field] !== undefined && canonicalJson(answers[field]) !== canonicalJson(report.fields[field]),
  );
  const picked = Object.fromEntries(changed.map((field) => [field, answers[field]]));
  const fields = reportFieldsSchema.partial().safeParse(picked);
  const lines = changed.map(
    (field) =>
      `${REPORT_FIELD_NAMES[field]}: ${shown(field, report.fields[field])} → ${shown(field, answers[field])}`,
  );
  return {
    lines: lines.join('\n'),
    count: changed.length,
    fits: countsFit({ ...report.fields, ...fields.data }),
    fields: fields.data ?? {},
  };
}

/** "Số người: 50 → 60" for each field of a report that was given before and is now another; `alsoNew`: "Nữ: 30" too. */
export function changeLines(
  before: Readonly<Record<string, FlowValue>>,
  now: Readonly<Record<string, FlowValue>>,
  alsoNew = false,
): string[] {
  return Object.entries(REPORT_FIELD_NAMES)
    .filter(([field]) => (alsoNew || !isBlank(before[field])) && now[field] !== undefined)
    .filter(([field]) => canonicalJson(before[field]) !== canonicalJson(now[field]))
    .map(([field, name]) => {
      const old = isBlank(before[field]) ? '' : `${shown(field, before[field])} → `;
      return `${name}: ${old}${shown(field, now[field])}`;
    });
}

function shown(field: string, value: unknown): string {
  if (isBlank(value)) return 'chưa ghi';
  if (field === 'date') return displayDate(String(value));
  if (field === 'durationMinutes') return `${value} phút`;
  const labels = LABELS[LABELS_OF[field] ?? ''] ?? {};
  return [value]
    .flat()
    .map((code) => labels[String(code)] ?? String(code))
    .join(', ');
}

/** The report that the flow is about. @throws {FlowFault} when the person has no such report. */
export function sentReport(context: Pick<StepContext, 'answers' | 'load'>): ReportFact {
  const { code } = context.answers;
  const report = typeof code === 'string' ? context.load({ name: 'report', code }) : null;
  if (!report) throw new FlowFault('no report to change');
  return report;
}

export function correctionEffect(context: StepContext): Effect {
  const report = sentReport(context);
  const { fields } = correctionOf(report, context.answers);
  return { type: 'correct-report', sessionId: report.sessionId, code: report.code, fields };
}
