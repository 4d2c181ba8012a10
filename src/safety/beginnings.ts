import type { PhraseIndex } from '../vi/phrase-index.ts';
import { PairTable } from './pair-table.ts';
import type { WordNumbers } from './word-numbers.ts';

/** Stands in the table until the pair is met. */
const NOT_LISTED = 1;
const NONE: readonly number[] = [];

/** A word with its number in the safety lists. */
interface NumberedWord {
  wordNumber: number;
  token: { spelling: { fold: string } };
}

/** Which word classes the phrases have that begin with two words, whatever their accents and what follows. */
export class Beginnings {
  private readonly table = new PairTable();
  private readonly lists: (readonly number[])[] = [NONE, NONE];
  private readonly index: PhraseIndex;
  private readonly classNumbers: ReadonlyMap<string, number>;
  private readonly numbers: WordNumbers;

  constructor(index: PhraseIndex, classNumbers: ReadonlyMap<string, number>, numbers: WordNumbers) {
    this.index = index;
    this.classNumbers = classNumbers;
    this.numbers = numbers;
  }

  /** Makes ready for a first word. False when it begins no phrase of several words. */
  note(fold: string): boolean {
    const followers = this.index.followersOf(fold);
    for (const follower of followers ?? []) {
      const pair = [this.numbers.of(fold), this.numbers.of(follower)] as const;
      if (this.table.get(...pair) === 0) this.table.set(...pair, NOT_LISTED);
    }
    return followers !== null;
  }

  /** Numbers of the classes; none when no phrase begins so. The first word must have been noted. */
  classesOf(first: NumberedWord, second: NumberedWord): readonly number[] {
    const place = this.table.get(first.wordNumber, second.wordNumber);
    return place === NOT_LISTED ? this.list(first, second) : (this.lists[place] as readonly number[]);
  }

  private list(first: NumberedWord, second: NumberedWord): readonly number[] {
    const tags = this.index.tagsOfBeginning(first.token.spelling.fold, second.token.spelling.fold);
    const numbers = [...tags].map((tag) => this.classNumbers.get(tag)).filter((n) => n !== undefined);
    this.table.set(first.wordNumber, second.wordNumber, this.lists.length);
    this.lists.push(numbers);
    return numbers;
  }
}
