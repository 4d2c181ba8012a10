import { addDays, type IsoDate } from './calendar.ts';
import type { DataRequest, DataRequestKind } from './records/data-request.ts';

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

export interface DueDays {
  replyBy: IsoDate;
  actBy: IsoDate;
}

/** Last days for a request, counted from the day after it arrived. Public holidays are not known and count as working days. */
export function dueDaysOf(kind: DataRequestKind, receivedOn: IsoDate): DueDays {
  return {
    replyBy: addWorkingDays(receivedOn, REPLY_WORKING_DAYS),
    actBy: addDays(receivedOn, ACT_DAYS[kind]),
  };
}

/** What of a request is late on a day; an open one is not late on its last day. */
export function isOverdue({ kind, receivedOn, repliedOn, closedOn }: DataRequest, today: IsoDate): boolean {
  if (closedOn !== null) return false;
  const { replyBy, actBy } = dueDaysOf(kind, receivedOn);
  return today > actBy || (repliedOn === null && today > replyBy);
}

/** `date` moved on by days from Monday to Friday. */
function addWorkingDays(date: IsoDate, days: number): IsoDate {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}

function isWeekend(date: IsoDate): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}
