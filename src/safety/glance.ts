import type { Token } from '../vi/tokens.ts';
import { ClassSet } from './class-set.ts';
import type { GlanceTables } from './glance-tables.ts';
import type { KnownWord } from './known-words.ts';
import { type PointSum, SPEAKING_CLASS_POINTS, type TextSum } from './points.ts';
import { isWrittenOut, readable } from './reading.ts';
import type { Rulebook } from './rulebook.ts';
import { sumMayRaise } from './weigh.ts';

/**
 * Whether these words could raise the card at all: `false` only when no rule and no sum of points can, whatever the
 * full reading would find. Most texts end here. It looks for every class a word or phrase could have, those included that
 * a mask or a longer phrase would take out, so it errs towards reading on.
 */
export type MayRaise = (words: readonly KnownWord[]) => boolean;

/** Those of the words come one by one, by their numbers. */
const NO_CLASSES: readonly string[] = [];

export function createGlance(book: Rulebook): MayRaise {
  const { alarms, classNames } = book.glance;
  /** One for all texts: nothing else runs between its clearing and its last use. */
  const found = new ClassSet(classNames.length);
  return (words) => {
    let sum: TextSum | null = null;
    // First with every class that phrases could have which begin as this text does: that is enough for most.
    for (const look of [addPossible, addClasses]) {
      found.clear();
      look(words, found, book);
      if (alarms.mayFind(found)) continue;
      sum ??= book.points.sumOf(words, NO_CLASSES);
      if (!mayAddUp(sum, found, book)) return false;
    }
    return true;
  };
}

type Look = (words: readonly KnownWord[], found: ClassSet, book: Rulebook) => void;

const addPossible: Look = (words, found, { glance }) => {
  addSingle(words, found, glance);
  for (let at = 0; at + 1 < words.length; at++) {
    const word = words[at] as KnownWord;
    if (word.begins) addAll(glance.beginnings.classesOf(word, words[at + 1] as KnownWord), found);
  }
};

const addClasses: Look = (words, found, { glance, index }) => {
  const writtenOut = addSingle(words, found, glance);
  let tokens: Token[] | null = null;
  for (let at = 0; at + 1 < words.length; at++) {
    const word = words[at] as KnownWord;
    if (!word.begins || glance.beginnings.classesOf(word, words[at + 1] as KnownWord).length === 0) continue;
    tokens ??= words.map(({ token }) => token);
    for (const { tag } of readable(index.matchesAt(tokens, at), tokens, writtenOut)) {
      const number = glance.classNumbers.get(tag);
      if (number !== undefined) found.add(number);
    }
  }
};

/** Adds the classes of single words. Returns whether the text is written out. */
function addSingle(words: readonly KnownWord[], found: ClassSet, { classNumbers }: GlanceTables): boolean {
  const writtenOut = isWrittenOut(shareOfMarked(words));
  const name = classNumbers.get('name');
  let isAfterWord = false;
  for (const word of words) {
    addAll(writtenOut ? word.classes : word.bareClasses, found);
    if (name !== undefined && isAfterWord && word.isCapital) found.add(name);
    isAfterWord = word.isWord;
  }
  return writtenOut;
}

function addAll(numbers: readonly number[], found: ClassSet): void {
  for (let n = 0; n < numbers.length; n++) found.add(numbers[n] as number);
}

function shareOfMarked(words: readonly KnownWord[]): number {
  let counted = 0;
  let marked = 0;
  for (const word of words) {
    if (word.counted) counted++;
    if (word.marked) marked++;
  }
  return counted === 0 ? 0 : marked / counted;
}

/**
 * Whether what the words add up to raises the card with these classes. Those that speak against danger may be taken out
 * of the text yet, so only those that speak for it are counted.
 */
function mayAddUp(words: TextSum, found: ClassSet, { glance, points }: Rulebook): boolean {
  let { danger, urgent } = words;
  let classSpeaks = false;
  for (const number of found.numbers) {
    const ofClass = glance.classPoints[number] as PointSum;
    danger += Math.max(0, ofClass.danger);
    urgent += Math.max(0, ofClass.urgent);
    classSpeaks ||= ofClass.danger > SPEAKING_CLASS_POINTS;
  }
  return sumMayRaise({ ...words, danger, urgent, classSpeaks }, points);
}
