import { ClassSet } from './class-set.ts';
import type { Pattern } from './pattern.ts';

/** What a pattern asks for beside its rarest class: one class of each set. */
type Wanted = readonly ClassSet[];

/** Whether the classes of a text could make up any pattern, whatever their order. */
export interface AlarmClasses {
  mayFind(found: ClassSet): boolean;
}

/**
 * Files patterns under the classes of their rarest item, as sets of class numbers. Patterns that differ only in the order
 * of their items or in what may stand between them are one here.
 */
export function alarmClasses(
  patterns: Iterable<Pattern>,
  classNumbers: ReadonlyMap<string, number>,
): AlarmClasses {
  const byKey: Wanted[][] = Array.from({ length: classNumbers.size }, () => []);
  const numbersOf = (tags: ReadonlySet<string>) => [...tags].map((tag) => classNumbers.get(tag) as number);
  const filed = new Set<string>();
  for (const { items } of patterns) {
    const [key, ...rest] = items
      .map(({ tags }) => numbersOf(tags).sort((a, b) => a - b))
      .sort((a, b) => a.length - b.length || (String(a) < String(b) ? -1 : 1));
    const name = JSON.stringify([key, rest]);
    if (!key || filed.has(name)) continue;
    filed.add(name);
    const wanted = rest.map((numbers) => setOf(numbers, classNumbers.size));
    for (const number of key) byKey[number]?.push(wanted);
  }
  return {
    mayFind(found) {
      for (const number of found.numbers) {
        for (const wanted of byKey[number] as Wanted[]) if (meetsAll(found, wanted)) return true;
      }
      return false;
    },
  };
}

function meetsAll(found: ClassSet, wanted: Wanted): boolean {
  for (let n = 0; n < wanted.length; n++) if (!found.meets(wanted[n] as ClassSet)) return false;
  return true;
}

function setOf(numbers: readonly number[], size: number): ClassSet {
  const set = new ClassSet(size);
  for (const number of numbers) set.add(number);
  return set;
}
