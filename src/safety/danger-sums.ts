import { PairTable } from './pair-table.ts';
import type { PointSum, Points } from './points.ts';

/** The number of what adds nothing. */
const NOTHING = 0;

/** A word as it counts: the numbers of its own points and of those of its accents. */
interface CountedWord {
  signNumber: number | null;
  ownSum: number;
  accentedSum: number;
}

/** The points that speak for danger, by number: what `sumOf` adds up, without an object for each text. */
export class DangerSums {
  /** By the numbers of two words in a row, the number of their points. */
  private readonly pairs = new PairTable();
  private readonly dangers: number[] = [NOTHING];
  private readonly numbers = new Map<PointSum, number>();
  private readonly base: number;
  /** What a text has counted already, and which of it is to be forgotten afterwards. */
  private readonly counted: Uint8Array;
  private readonly touched: number[] = [];

  /** @param numberOf - The number of a word of the table, from 1. */
  constructor(points: Points, numberOf: (word: string) => number) {
    this.base = points.base.danger;
    for (const [word, { own, accented, before }] of points.words) {
      for (const sum of [...(own ? [own] : []), ...(accented?.values() ?? [])]) {
        this.numbers.set(sum, this.dangers.push(sum.danger) - 1);
      }
      for (const [next, { danger }] of before ?? []) {
        this.pairs.set(numberOf(word), numberOf(next), this.dangers.push(danger) - 1);
      }
    }
    this.counted = new Uint8Array(this.dangers.length);
  }

  /** The number of a word's own points or of those of its accents. */
  numberOf(sum: PointSum | null | undefined): number {
    return (sum && this.numbers.get(sum)) ?? NOTHING;
  }

  /** What two words add by standing in a row. */
  ofPair(first: number, second: number): number {
    return this.dangers[this.pairs.get(first, second)] as number;
  }

  /** What the words of a text add up to, each sign counted once. */
  ofWords(words: readonly CountedWord[]): number {
    let sum = this.base;
    let before = 0;
    for (const { signNumber, ownSum, accentedSum } of words) {
      if (signNumber === null) continue;
      sum += this.once(ownSum) + this.once(accentedSum) + this.once(this.pairs.get(before, signNumber));
      before = signNumber;
    }
    for (const number of this.touched) this.counted[number] = 0;
    this.touched.length = 0;
    return sum;
  }

  private once(number: number): number {
    if (this.counted[number] === 1) return 0;
    this.counted[number] = 1;
    this.touched.push(number);
    return this.dangers[number] as number;
  }
}
