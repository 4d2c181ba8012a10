import type { FlowRun, FlowValue } from '../domain/flow-state.ts';
import { REPORT_FIELD_NAMES } from '../domain/report.ts';
import { MAX_TRAIL_CHARS, type TrailEntry, trailEntrySchema } from '../domain/report-trail.ts';
import { canonicalJson } from '../lib/json.ts';
import type { Done } from './done.ts';
import { TRAIL } from './run-keys.ts';
import type { CompiledFlow } from './spec.ts';
import type { Turn } from './turn.ts';

type Answers = Readonly<Record<string, FlowValue>>;

/** Keeps answers in the run; in a report of somebody who consented also which message gave them. */
export function keepAnswers(
  turn: Turn,
  run: FlowRun,
  flow: CompiledFlow,
  save: Answers | undefined,
  said: string,
): Done {
  const given = Object.entries(save ?? {}).filter(
    ([key, value]) => isReportField(key) && canonicalJson(run.answers[key]) !== canonicalJson(value),
  );
  Object.assign(run.answers, save);
  if (given.length === 0 || !turn.consented || !sendsReport(flow)) return;
  const { key, messageId } = turn.event;
  const entry: TrailEntry = {
    ...{ eventKey: key, messageId: messageId ?? null, atMs: turn.now.ms },
    ...{ text: said.slice(0, MAX_TRAIL_CHARS), fields: Object.fromEntries(given) },
  };
  write(run, [...entriesOf(run.answers), entry]);
}

/** What gave the values as they are now: a message whose every value was changed since has gone. */
export function trailOf(answers: Answers): TrailEntry[] {
  const later = new Set<string>();
  const entries: TrailEntry[] = [];
  for (const entry of entriesOf(answers).reverse()) {
    const fields = Object.entries(entry.fields).filter(
      ([field, value]) => !later.has(field) && canonicalJson(answers[field]) === canonicalJson(value),
    );
    for (const field of Object.keys(entry.fields)) later.add(field);
    if (fields.length > 0) entries.unshift({ ...entry, fields: Object.fromEntries(fields) });
  }
  return entries;
}

/** A message was taken back: its words go, the answers that were shown since stay. @returns whether it had any. */
export function forgetWords(run: FlowRun, messageId: string): boolean {
  const entries = entriesOf(run.answers);
  if (!entries.some((entry) => entry.messageId === messageId && entry.text !== null)) return false;
  write(
    run,
    entries.map((entry) => (entry.messageId === messageId ? { ...entry, text: null } : entry)),
  );
  return true;
}

function entriesOf(answers: Answers): TrailEntry[] {
  const parsed = trailEntrySchema.array().safeParse(answers[TRAIL] ?? []);
  return parsed.success ? parsed.data : [];
}

/** Only what still gives a value stays, so that a draft never keeps more words than it has answers. */
function write(run: FlowRun, entries: TrailEntry[]): void {
  run.answers[TRAIL] = entries as FlowValue;
  run.answers[TRAIL] = trailOf(run.answers) as FlowValue;
}

function isReportField(key: string): boolean {
  return Object.hasOwn(REPORT_FIELD_NAMES, key);
}

function sendsReport(flow: CompiledFlow): boolean {
  return JSON.stringify(flow.steps).includes('"effect":"submit-report"');
}
