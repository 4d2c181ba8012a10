/** A moment on a wall clock, or a whole day: spreadsheets know no time zones. */
export interface DayCell {
  /** `2026-11-05` */
  date: string;
  /** `19:30`, or null for a whole day. */
  time: string | null;
}

/** What a cell can hold. Null is an empty cell. A text never becomes a formula. */
export type XlsxCell = string | number | null | DayCell;

const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1440;

/** 1 January 1970 in Excel's count of days (ECMA-376 part 1, 18.17.4.1). */
const UNIX_EPOCH_SERIAL = 25_569;

/** A day as spreadsheets count it: days since the end of 1899, the time as a fraction. */
export function daySerial({ date, time }: DayCell): number {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY_MS + UNIX_EPOCH_SERIAL;
  if (time === null) return days;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return days + (hour * 60 + minute) / MINUTES_A_DAY;
}

/** How many characters a cell shows. */
export function shownChars(cell: XlsxCell): number {
  if (cell === null) return 0;
  if (typeof cell === 'object') return cell.time === null ? '05/11/2026'.length : '05/11/2026 19:30'.length;
  return String(cell).length;
}
