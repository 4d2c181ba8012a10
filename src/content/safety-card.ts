import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HOTLINES_PLACE, type SafetyCard, safetyCardSchema } from '../safety/card-texts.ts';
import { readYaml, refuseFaults } from './yaml-faults.ts';

/** Parts of the card that are useless without numbers. */
const NEED_NUMBERS: readonly PropertyKey[] = ['disclosure', 'imminent', 'help', 'other'];

/**
 * Reads `content/safety/card.yaml`.
 * @param recordings - Folder of the recordings; by default `content/recordings`.
 * @throws {Error} with one `file:line: what is wrong` a line: a text too long or without its numbers, a recording that
 * is not there.
 */
export function loadSafetyCard(path: string, recordings = join(dirname(path), '../recordings')): SafetyCard {
  const file = readYaml(path, safetyCardSchema);
  if (file.data) {
    walk(file.data, [], (at, key, value) => {
      if (key === 'audio' && !existsSync(join(recordings, value))) file.fault(at, `${value} is not there`);
      const needsNumbers = key === 'text' && at.some((part) => NEED_NUMBERS.includes(part));
      if (needsNumbers && !value.includes(HOTLINES_PLACE)) file.fault(at, `needs ${HOTLINES_PLACE}`);
    });
  }
  refuseFaults(file.faults);
  return file.data as SafetyCard;
}

function walk(
  value: unknown,
  path: PropertyKey[],
  visit: (path: PropertyKey[], key: string, value: string) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') visit([...path, key], key, inner);
    else walk(inner, [...path, key], visit);
  }
}
