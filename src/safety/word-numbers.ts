import { MAX_WORDS } from './pair-table.ts';

/** The number of every word that no list has. */
export const UNLISTED = 0;

/** Numbers for the words of the safety lists, from 1, so that what is said of words can stand in flat tables. */
export class WordNumbers {
  private readonly numbers = new Map<string, number>();

  /**
   * The number of a word, a new one where it has none yet.
   * @throws {Error} when the lists have more words than two of them fit in a key.
   */
  add(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.numbers.size + 1;
    if (number >= MAX_WORDS) throw new Error(`the safety lists have more than ${MAX_WORDS} words`);
    this.numbers.set(word, number);
    return number;
  }

  /** How many words have one. */
  get size(): number {
    return this.numbers.size;
  }

  /** The number of a word; {@link UNLISTED} where no list has it. */
  of(word: string): number {
    return this.numbers.get(word) ?? UNLISTED;
  }
}
