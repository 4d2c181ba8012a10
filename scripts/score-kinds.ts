import type { Readers, UnderstandAnswer, UnderstandKind, UnderstandRow } from '../src/services/understand.ts';
import { understandLine, understandRowSchema } from '../src/services/understand.ts';

/** One labelled row of a corpus; `also` depends on the kind. */
export interface CorpusRow extends UnderstandRow {
  id: string;
  expect: unknown;
  ask?: boolean;
  topic?: string;
  level?: string;
  also?: unknown;
  debatable?: boolean;
}

/** How one row was answered. `units` are what the figures count: one for most kinds, nine fields for a report. */
export interface RowScore {
  right: boolean;
  /** A value where another or none is right; worse than missing. */
  wrong: number;
  /** Nothing where a value is said. */
  missing: number;
  units: number;
  detail: string;
}

export type RowJudge = (row: CorpusRow, answer: UnderstandAnswer) => RowScore;

/** The kinds that can be scored. Another kind is another line here. */
export const JUDGES: Partial<Record<UnderstandKind, RowJudge>> = {
  dates: judgeDate,
  numbers: judgeValue,
  yesno: judgeYesNo,
  commands: judgeCommand,
  reports: judgeReport,
  'names-units': judgeValue,
};

/** Answers and judges one row. */
export function scoreRow(kind: UnderstandKind, row: CorpusRow, readers: Readers): RowScore {
  const judge = JUDGES[kind];
  if (!judge) throw new Error(`no judge for ${kind}`);
  return judge(row, understandLine(kind, understandRowSchema.parse(row), readers));
}

interface DateLabel {
  expect: string | null;
  ask: boolean;
}

function judgeDate(row: CorpusRow, answer: UnderstandAnswer): RowScore {
  const labels = [
    { expect: row.expect, ask: row.ask ?? false } as DateLabel,
    ...((row.also as DateLabel[]) ?? []),
  ];
  const right = labels.some((label) => isDateRight(label, answer));
  const took = answer.expect !== null;
  return one(right, took, `${JSON.stringify(answer.expect)} ask=${answer.ask}`, row);
}

function isDateRight(label: DateLabel, answer: UnderstandAnswer): boolean {
  if (label.ask) return answer.ask === true;
  if (label.expect === null) return answer.expect === null;
  return answer.expect === label.expect && answer.ask === false;
}

function judgeValue(row: CorpusRow, answer: UnderstandAnswer): RowScore {
  return one(isOneOf(answer.expect, row), answer.expect !== null, JSON.stringify(answer.expect), row);
}

function judgeYesNo(row: CorpusRow, answer: UnderstandAnswer): RowScore {
  return one(isOneOf(answer.expect, row), answer.expect !== 'unclear', String(answer.expect), row);
}

function judgeCommand(row: CorpusRow, answer: UnderstandAnswer): RowScore {
  const topicRight = row.topic === undefined || row.topic === answer.topic;
  const right = isOneOf(answer.expect, row) && (topicRight || answer.expect !== row.expect);
  return one(right, answer.expect !== 'none', `${answer.expect} ${answer.topic ?? ''}`, row);
}

function isOneOf(value: unknown, row: CorpusRow): boolean {
  return value === row.expect || (Array.isArray(row.also) && row.also.includes(value));
}

function one(right: boolean, saidSomething: boolean, detail: string, row: CorpusRow): RowScore {
  const wanted = JSON.stringify(row.expect) + (row.ask ? ' ask' : '') + (row.topic ? ` ${row.topic}` : '');
  return {
    right,
    wrong: !right && saidSomething ? 1 : 0,
    missing: !right && !saidSomething ? 1 : 0,
    units: 1,
    detail: `got ${detail}, wanted ${wanted}`,
  };
}

const REPORT_FIELDS = [
  'date',
  'total',
  'female',
  'male',
  'dtts',
  'children',
  'themes',
  'forms',
  'leaflets',
] as const;

function judgeReport(row: CorpusRow, answer: UnderstandAnswer): RowScore {
  const got = answer.expect as Record<string, unknown>;
  const wanted = row.expect as Record<string, unknown>;
  const also = (row.also as Record<string, unknown[]>) ?? {};
  const score: RowScore = { right: true, wrong: 0, missing: 0, units: REPORT_FIELDS.length, detail: '' };
  for (const field of REPORT_FIELDS) {
    const value = canonical(got[field]);
    const right = [wanted[field], ...(also[field] ?? [])].some((label) => canonical(label) === value);
    if (right) continue;
    score.right = false;
    if (value === 'null' || value === '[]') score.missing++;
    else score.wrong++;
    score.detail += `${field}: got ${value}, wanted ${canonical(wanted[field])}; `;
  }
  return score;
}

function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : (value ?? null));
}
