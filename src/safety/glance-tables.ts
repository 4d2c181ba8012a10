import type { PhraseIndex } from '../vi/phrase-index.ts';
import { type AlarmClasses, alarmClasses } from './alarm-classes.ts';
import { Beginnings } from './beginnings.ts';
import { DangerSums } from './danger-sums.ts';
import { MAX_WORDS } from './pair-table.ts';
import type { Pattern } from './pattern.ts';
import { type Points, pointedWords } from './points.ts';

/** What the look at a message before anything is written needs, in numbers: see `glance.ts`. */
export interface GlanceTables {
  /** The classes that may raise the card, by name; their numbers are their places in `classNames`. */
  classNumbers: ReadonlyMap<string, number>;
  classNames: readonly string[];
  /** How much each class speaks for danger, by its number. */
  classDanger: readonly number[];
  alarms: AlarmClasses;
  /** The number of a word, from 1; {@link UNLISTED} where no list has it. */
  numberOf(word: string): number;
  dangers: DangerSums;
  /** Two words with which phrases of those classes begin. */
  beginnings: Beginnings;
}

/** The number of every word that no list has. */
export const UNLISTED = 0;

/**
 * @param raising - The classes that may raise the card.
 * @param index - The phrases of all classes.
 * @throws {Error} when the lists have more words than two of them fit in a key.
 */
export function glanceTables(
  raising: ReadonlySet<string>,
  index: PhraseIndex,
  alarms: Iterable<Pattern>,
  points: Points,
): GlanceTables {
  const classNames = [...raising];
  const classNumbers = new Map(classNames.map((name, n) => [name, n]));
  const words = new Set([...index.folds, ...pointedWords(points)]);
  if (words.size >= MAX_WORDS) throw new Error(`the safety lists have more than ${MAX_WORDS} words`);
  const wordNumbers = new Map([...words].map((word, n) => [word, n + 1]));
  const numberOf = (word: string) => wordNumbers.get(word) ?? UNLISTED;
  return {
    classNumbers,
    classNames,
    classDanger: classNames.map((name) => points.classes.get(name)?.danger ?? 0),
    alarms: alarmClasses(alarms, classNumbers),
    numberOf,
    dangers: new DangerSums(points, numberOf),
    beginnings: new Beginnings(index, classNumbers, numberOf),
  };
}
