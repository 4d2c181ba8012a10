import type { Token } from '../vi/tokens.ts';
import { PairTable } from './pair-table.ts';
import { accentedOf, BASE, END, lengthFactor, NEAR, type PointList, START, wordOf } from './point-table.ts';
import type { SafetyContext, SafetyLevel } from './safety.ts';
import type { WordNumbers } from './word-numbers.ts';

export interface PointSum {
  danger: number;
  urgent: number;
}

/** What a whole text adds up to. */
export interface TextSum extends PointSum {
  /** How many words count for its length. */
  length: number;
  /** What the sum counts for in a text of this length; see {@link lengthFactor}. */
  factor: number;
  /** Whether a word class speaks for danger by itself. */
  classSpeaks: boolean;
}

/** A word class speaks for danger from so many points on. */
export const SPEAKING_CLASS_POINTS = 20;

/** One word, number or end of a sentence with the places of its points. */
export interface Sign {
  /** The number of the word it counts as; null for marks that say nothing. */
  word: number | null;
  /** The place of its own points, … */
  own: number;
  /** … and of those of its accents. */
  accented: number;
}

const NONE: PointSum = { danger: 0, urgent: 0 };
/** A power of two above {@link NEAR}. */
const RECENT = 8;
/** The place of what adds nothing. */
const NOTHING = 0;

/**
 * A table of points made ready for adding up. The points of words, accents and pairs of words stand one behind the other;
 * whatever is looked up is a place among them. Flat, because every word of every message is looked up.
 */
export class Points {
  /** What each word class adds. */
  readonly classes = new Map<string, PointSum>();
  private readonly steps = new Map<string, PointSum>();
  private readonly levels = new Map<string, PointSum>();
  private readonly base: PointSum;

  private readonly numbers: WordNumbers;

  private readonly danger: Int32Array;
  private readonly urgent: Int32Array;
  private readonly ofWord = new Map<string, number>();
  private readonly ofAccents = new Map<string, number>();
  private readonly ofPair = new PairTable();
  /** Two words near each other. */
  private readonly ofNear = new PairTable();
  /** Three words: the number of the pair that the first two are, and the third. */
  private readonly ofTriple = new PairTable();
  /** The numbers of the pairs with which three words begin, by their places. */
  private readonly tripleStarts: Int32Array;
  private triplesBegun = 0;
  private readonly start: number;
  private readonly end: number;

  /** The last text in which each place counted: two texts never share a number. */
  private readonly countedIn: Float64Array;
  private text = 0;
  /** The last words, each at its number modulo {@link RECENT}. */
  private readonly recent = new Int32Array(RECENT);

  /** @param numbers - Takes up the words of the table. */
  constructor({ signs, danger, urgent }: PointList, numbers: WordNumbers) {
    this.numbers = numbers;
    this.start = numbers.add(START);
    this.end = numbers.add(END);
    // The place of a sign is one behind the one it has in the lists: there is one for what adds nothing.
    this.danger = placesOf(danger);
    this.urgent = placesOf(urgent);
    this.tripleStarts = new Int32Array(this.danger.length);
    this.base = this.sumAt(signs.indexOf(BASE));
    for (let n = 0; n < signs.length; n++) this.file(signs[n] as string, n);
    this.countedIn = new Float64Array(this.danger.length);
  }

  /** Looks up what the table says of a token. */
  signOf(token: Token): Sign {
    const word = wordOf(token);
    const accents = accentedOf(token);
    return {
      word: word === null ? null : this.numbers.of(word),
      own: (word !== null && this.ofWord.get(word)) || NOTHING,
      accented: (accents !== null && this.ofAccents.get(accents)) || NOTHING,
    };
  }

  /** What the words of a text and its word classes add up to, each sign counted once; without the open step. */
  sumOf(signs: readonly Sign[], classes: Iterable<string>): TextSum {
    const { danger, urgent } = this.base;
    const sum = { danger, urgent, length: 0, factor: 1, classSpeaks: false };
    this.text++;
    this.recent[0] = this.start;
    let pair = NOTHING;
    for (const { word, own, accented } of signs) {
      if (word === null) continue;
      sum.length++;
      this.count(own, sum);
      this.count(accented, sum);
      pair = this.countRow(word, sum.length, pair, sum);
      this.recent[sum.length % RECENT] = word;
    }
    this.countRow(this.end, sum.length + 1, pair, sum);
    sum.factor = lengthFactor(sum.length);
    for (const tag of classes) {
      const { danger, urgent } = this.classes.get(tag) ?? NONE;
      sum.danger += danger;
      sum.urgent += urgent;
      sum.classSpeaks ||= danger > SPEAKING_CLASS_POINTS;
    }
    return sum;
  }

  /** The points of an open step. */
  ofStep(context: SafetyContext): PointSum {
    return this.steps.get(context) ?? NONE;
  }

  /** The points of what the rules alone make of a text. */
  ofLevel(level: SafetyLevel): PointSum {
    return this.levels.get(level) ?? NONE;
  }

  /** The word classes that speak for danger, at all or of this hour. */
  raisingClasses(): string[] {
    return [...this.classes].filter(([, { danger, urgent }]) => danger > 0 || urgent > 0).map(([tag]) => tag);
  }

  /**
   * Adds what the word at `n` is together with those before it.
   * @param pairBefore - The place of the two words before it.
   * @returns the place of the pair that it is with the last one.
   */
  private countRow(word: number, n: number, pairBefore: number, sum: TextSum): number {
    const pair = this.ofPair.get(this.wordAt(n - 1), word);
    this.count(pair, sum);
    this.count(this.tripleAt(pairBefore, word), sum);
    for (let far = 1; far <= NEAR && far <= n; far++) {
      this.count(this.ofNear.get(this.wordAt(n - far), word), sum);
    }
    return pair;
  }

  /** The word at a number of this text; its start is at 0. */
  private wordAt(n: number): number {
    return this.recent[n % RECENT] as number;
  }

  /** The place of three words, by that of the first two. */
  private tripleAt(pair: number, word: number): number {
    const start = this.tripleStarts[pair] as number;
    return start === NOTHING ? NOTHING : this.ofTriple.get(start, word);
  }

  /** Adds what stands at a place, once in a text. */
  private count(place: number, sum: TextSum): void {
    if (place === NOTHING || this.countedIn[place] === this.text) return;
    this.countedIn[place] = this.text;
    sum.danger += this.danger[place] as number;
    sum.urgent += this.urgent[place] as number;
  }

  /** The points of the sign at `n` in the lists. */
  private sumAt(n: number): PointSum {
    return { danger: this.danger[n + 1] ?? 0, urgent: this.urgent[n + 1] ?? 0 };
  }

  private file(sign: string, n: number): void {
    const kind = sign.slice(0, 2);
    const name = sign.slice(2);
    const place = n + 1;
    if (kind === 'b:') this.filePair(this.ofPair, name, place);
    else if (kind === 'n:') this.filePair(this.ofNear, name, place);
    else if (kind === 't:') this.fileTriple(name, place);
    else if (kind === 'k:') this.ofAccents.set(name, place);
    else if (kind === 'g:') this.classes.set(name, this.sumAt(n));
    else if (kind === 'c:') this.steps.set(name, this.sumAt(n));
    else if (kind === 'r:') this.levels.set(name, this.sumAt(n));
    else if (kind === 'u:') {
      this.numbers.add(name);
      this.ofWord.set(name, place);
    }
  }

  private filePair(pairs: PairTable, name: string, place: number): void {
    const gap = name.indexOf(' ');
    pairs.set(this.numbers.add(name.slice(0, gap)), this.numbers.add(name.slice(gap + 1)), place);
  }

  /** @throws {Error} when the table does not list the pair that the first two words are before it. */
  private fileTriple(name: string, place: number): void {
    const [first = '', second = '', third = ''] = name.split(' ');
    const pair = this.ofPair.get(this.numbers.add(first), this.numbers.add(second));
    if (pair === NOTHING)
      throw new Error(`the points list "t:${name}" without "b:${first} ${second}" before it`);
    if (this.tripleStarts[pair] === NOTHING) this.tripleStarts[pair] = ++this.triplesBegun;
    this.ofTriple.set(this.tripleStarts[pair] as number, this.numbers.add(third), place);
  }
}

/** Points by their places, nothing at the first. */
function placesOf(points: readonly number[]): Int32Array {
  const places = new Int32Array(points.length + 1);
  places.set(points, 1);
  return places;
}
