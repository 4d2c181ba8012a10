import { addDays, type IsoDate } from './calendar.ts';
import type { DataRequest, DataRequestKind } from './records/data-request.ts';
import { addWorkingDays, type Holidays } from './working-days.ts';

/** Decree 356/2025/NĐ-CP, article 5: the person hears that the request arrived within this many working days. */
const REPLY_WORKING_DAYS = 2;

/** The same article: calendar days until the request is met. */
const ACT_DAYS: Readonly<Record<DataRequestKind, number>> = {
  see: 10,
  correct: 10,
  withdraw: 15,
  restrict: 15,
  erase: 20,
};

/** The same article: a request may be put off once, by so many days. */
export const MAX_EXTENSION_DAYS = 15;

export interface DueDays {
  replyBy: IsoDate;
  /** With the extension, when there is one. */
  actBy: IsoDate;
  /** Years whose announced holidays are not in `content/holidays.yaml`: the reply may be due later than it says. */
  holidaysUnknown: number[];
}

type Dated = Pick<DataRequest, 'kind' | 'receivedOn' | 'extension'>;

/** Last days for a request, counted from the day after it arrived. */
export function dueDaysOf({ kind, receivedOn, extension }: Dated, holidays: Holidays): DueDays {
  const reply = addWorkingDays(receivedOn, REPLY_WORKING_DAYS, holidays);
  return {
    replyBy: reply.day,
    actBy: addDays(receivedOn, ACT_DAYS[kind] + (extension?.days ?? 0)),
    holidaysUnknown: reply.unknownYears,
  };
}

/** What of a request is late on a day; an open one is not late on its last day. */
export function isOverdue(request: DataRequest, today: IsoDate, holidays: Holidays): boolean {
  if (request.closedOn !== null) return false;
  const { replyBy, actBy } = dueDaysOf(request, holidays);
  return today > actBy || (request.repliedOn === null && today > replyBy);
}
