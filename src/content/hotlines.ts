import { type Hotline, type Hotlines, hotlinesSchema } from '../safety/hotline.ts';
import { readYaml, refuseFaults } from './yaml-faults.ts';

/** A number not checked for so long may be dead, days. */
export const HOTLINE_STALE_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Reads `content/hotlines.yaml`.
 * @throws {Error} with one `file:line: what is wrong` a line.
 */
export function loadHotlines(path: string): Hotlines {
  const file = readYaml(path, hotlinesSchema);
  if (file.data) checkNumbers(file.data, file.fault);
  refuseFaults(file.faults);
  return file.data as Hotlines;
}

/** The numbers whose last check is more than {@link HOTLINE_STALE_DAYS} days before `todayIso`: a warning, no fault. */
export function staleHotlines({ hotlines }: Hotlines, todayIso: string): Hotline[] {
  const oldestMs = Date.parse(todayIso) - HOTLINE_STALE_DAYS * DAY_MS;
  return hotlines.filter((hotline) => Date.parse(hotline.verified_on) < oldestMs);
}

function checkNumbers(table: Hotlines, fault: (path: readonly PropertyKey[], message: string) => void): void {
  const known = new Set<string>();
  for (const [n, hotline] of table.hotlines.entries()) {
    if (known.has(hotline.number)) fault(['hotlines', n, 'number'], `${hotline.number} is listed twice`);
    known.add(hotline.number);
    if (!hotline.lines.vi) fault(['hotlines', n, 'lines'], 'needs a line in vi');
  }
  for (const [level, topics] of Object.entries(table.order)) {
    for (const [topic, numbers] of Object.entries(topics)) {
      for (const [n, number] of numbers.entries()) {
        if (!known.has(number)) fault(['order', level, topic, n], `${number} is not in the list of hotlines`);
      }
    }
  }
}
