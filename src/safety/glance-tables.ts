import type { PhraseIndex } from '../vi/phrase-index.ts';
import { type AlarmClasses, alarmClasses } from './alarm-classes.ts';
import { Beginnings } from './beginnings.ts';
import type { Pattern } from './pattern.ts';
import type { PointSum, Points } from './points.ts';
import type { WordNumbers } from './word-numbers.ts';

/** What the look at a message before anything is written needs, in numbers: see `glance.ts`. */
export interface GlanceTables {
  /** The classes that may raise the card, by name; their numbers are their places in `classNames`. */
  classNumbers: ReadonlyMap<string, number>;
  classNames: readonly string[];
  /** How much each class speaks for danger, by its number. */
  classPoints: readonly PointSum[];
  alarms: AlarmClasses;
  /** Two words with which phrases of those classes begin. */
  beginnings: Beginnings;
}

const NO_POINTS: PointSum = { danger: 0, urgent: 0 };

/**
 * @param raising - The classes that may raise the card.
 * @param index - The phrases of all classes.
 * @param numbers - Those of their words.
 */
export function glanceTables(
  raising: ReadonlySet<string>,
  index: PhraseIndex,
  alarms: Iterable<Pattern>,
  points: Points,
  numbers: WordNumbers,
): GlanceTables {
  const classNames = [...raising];
  const classNumbers = new Map(classNames.map((name, n) => [name, n]));
  return {
    classNumbers,
    classNames,
    classPoints: classNames.map((name) => points.classes.get(name) ?? NO_POINTS),
    alarms: alarmClasses(alarms, classNumbers),
    beginnings: new Beginnings(index, classNumbers, numbers),
  };
}
