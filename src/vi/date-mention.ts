import type { DateAskReason } from './vi.ts';

/** Something in a text that speaks of a day: tokens `[from, to)`. */
export type DateMention = Span &
  (
    | { kind: 'exact'; date: string }
    /** Today, read from "vừa xong": holds only when nothing else is said. */
    | { kind: 'hint'; date: string }
    | { kind: 'weekday'; weekday: number; week: number | null; ahead: boolean }
    | { kind: 'week'; week: number }
    | { kind: 'ask'; reason: DateAskReason; proposal: string | null }
    /** A clock time, a share, a number of a document: read only so that it is not read as a day. */
    | { kind: 'other' }
  );

export interface Span {
  from: number;
  to: number;
  rule: string;
}

/** A written day of the month, before the calendar decides what it means. */
export interface WrittenDay {
  day: number;
  month: number | null;
  year: number | null;
  /** "tháng này" 0, "tháng trước" −1 … */
  monthOffset: number | null;
  yearOffset: number | null;
  /** "tới", "sau". */
  ahead: boolean;
  calendar: 'solar' | 'lunar' | 'maybe-lunar' | 'unsaid';
}

/** A day that has to be asked for. `span`: its tokens `[from, to)`, and the rule that read them. */
export function asked(
  reason: DateAskReason,
  proposal: string | null,
  span: { from: number; to: number; rule: string },
): DateMention {
  return { kind: 'ask', reason, proposal, ...span };
}
