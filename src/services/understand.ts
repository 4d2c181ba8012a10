import { z } from 'zod';
import { localTime } from '../domain/calendar.ts';
import type { Safety, SafetyContext } from '../safety/safety.ts';
import type { DateReading, LocalNow, Vi, Why } from '../vi/vi.ts';

/** What can be asked of one line of text. */
export const UNDERSTAND_KINDS = [
  'reports',
  'dates',
  'numbers',
  'yesno',
  'commands',
  'safety',
  'names-units',
] as const;

export type UnderstandKind = (typeof UNDERSTAND_KINDS)[number];

const ROW_DATE_LENGTH = 'YYYY-MM-DD'.length;
/** A moment given by the clock of another zone. */
const OTHER_OFFSET = /(?:Z|[+-](?!07:00)\d{2}:\d{2})$/;
const ROW_TIME_START = 'YYYY-MM-DDT'.length;
const ROW_TIME_END = 'YYYY-MM-DDTHH:MM'.length;

/** What a row may leave out may also be null. */
const leftOut = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** One row of input. `now` is local time with its offset, as in the corpora. */
export const understandRowSchema = z.object({
  text: z.string('text must be there and be words'),
  now: leftOut(
    z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, 'now must look like 2026-11-23T09:00:00+07:00'),
  ),
  question: leftOut(z.string()),
  context: leftOut(z.enum(['free', 'report_step', 'content_request'])),
  roster: leftOut(z.array(z.string())),
});

export interface UnderstandRow {
  text: string;
  now?: string | undefined;
  question?: string | undefined;
  context?: SafetyContext | undefined;
  roster?: string[] | undefined;
}

/** The readers at hand. `now` is used for rows that bring none. */
export interface Readers {
  vi: Vi;
  safety: Safety | null;
  now: LocalNow;
}

export type UnderstandAnswer = Record<string, unknown> & { why: readonly (Why | string)[] };

/**
 * How one line of text is understood, in the shape of the corpora: `expect`, for dates also `ask`, for commands also
 * `topic`, for safety `level` and `topic`; `why` says which rule read what.
 * @throws {Error} when `safety` is asked of readers that have none.
 */
export function understandLine(kind: UnderstandKind, row: UnderstandRow, readers: Readers): UnderstandAnswer {
  const { vi } = readers;
  const now = row.now ? localNow(row.now) : readers.now;
  switch (kind) {
    case 'dates':
      return dateAnswer(vi.readDate(row.text, now));
    case 'numbers': {
      const { value, why } = vi.readNumber(row.text);
      return { expect: value, why };
    }
    case 'yesno': {
      const { answer, why } = vi.readYesNo(row.text, row.question);
      return { expect: answer, why };
    }
    case 'commands': {
      const { command, topic, why } = vi.readCommand(row.text);
      return { expect: command, topic, why };
    }
    case 'names-units': {
      const { village, why } = vi.readVillage(row.text, row.roster ?? []);
      return { expect: village, why };
    }
    case 'reports':
      return reportAnswer(vi, row.text, now);
    case 'safety':
      return safetyAnswer(readers.safety, row);
  }
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * The answer to one line of JSON, with `error` in place of a reading when the line is none: each line gets exactly one
 * answer, also an empty one, so that lines and answers stay side by side.
 */
export function answerLine(
  kind: UnderstandKind,
  line: string,
  readers: Readers,
): UnderstandAnswer | UnreadLine {
  try {
    if (line.trim() === '') throw new SyntaxError();
    const row = understandRowSchema.safeParse(JSON.parse(line.replace(BYTE_ORDER_MARK, '')));
    if (row.success) return understandLine(kind, row.data, readers);
    const [issue] = row.error.issues;
    const where = issue?.path.join('.') ?? '';
    return unread(kind, `${where === '' ? '' : `${where}: `}${issue?.message ?? 'this row cannot be read'}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unread(kind, line.trim() === '' ? 'this line is empty' : 'this line is not JSON');
  }
}

/** No reading, in the shape of the kind, and why. */
export type UnreadLine = { error: string } & ({ expect: null } | { level: null; topic: null });

function unread(kind: UnderstandKind, error: string): UnreadLine {
  return kind === 'safety' ? { level: null, topic: null, error } : { expect: null, error };
}

/** `YYYY-MM-DDTHH:MM…` with the local offset, as day and time of the clock on the wall. */
export function localNow(now: string): LocalNow {
  if (OTHER_OFFSET.test(now)) return localTime(Date.parse(now), 'Asia/Ho_Chi_Minh');
  return { date: now.slice(0, ROW_DATE_LENGTH), time: now.slice(ROW_TIME_START, ROW_TIME_END) };
}

function dateAnswer(reading: DateReading): UnderstandAnswer {
  if (reading.kind === 'date') return { expect: reading.date, ask: false, why: reading.why };
  return { expect: null, ask: reading.kind === 'ask', why: reading.why };
}

function reportAnswer(vi: Vi, text: string, now: LocalNow): UnderstandAnswer {
  const report = vi.readReport(text, now);
  const expect = {
    date: report.date.kind === 'date' ? report.date.date : null,
    total: report.total,
    female: report.female,
    male: report.male,
    dtts: report.dtts,
    children: report.children,
    themes: report.themes,
    forms: report.forms,
    leaflets: report.leaflets,
  };
  return { expect, why: report.why };
}

function safetyAnswer(safety: Safety | null, row: UnderstandRow): UnderstandAnswer {
  if (!safety) throw new Error('the safety reader is not loaded');
  const context: SafetyContext = row.context ?? 'free';
  const { level, topic, rules } = safety.assess(row.text, context);
  return { level, topic, why: rules };
}
