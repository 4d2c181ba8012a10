import type { ReportReading } from './vi.ts';

/** Marks of a report beyond which no single word makes the message anything else. */
export const FULL_REPORT = 3;

export function reportMarks(reading: ReportReading): number {
  const day = reading.date.kind === 'date';
  return [hasPeople(reading), day, reading.themes.length > 0, reading.forms.length > 0].filter(Boolean)
    .length;
}

export function hasPeople(reading: ReportReading): boolean {
  const { total, female, male, severalSessions } = reading;
  return total !== null || female !== null || male !== null || severalSessions;
}
