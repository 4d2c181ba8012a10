import type { Token } from '../vi/tokens.ts';
import { PairTable } from './pair-table.ts';
import { accentedOf, BASE, END, type PointList, START, wordOf } from './point-table.ts';
import type { SafetyContext, SafetyLevel } from './safety.ts';
import { UNLISTED, type WordNumbers } from './word-numbers.ts';

export interface PointSum {
  danger: number;
  urgent: number;
}

/** What a whole text adds up to. */
export interface TextSum extends PointSum {
  /** How many different words speak for danger by themselves; a word class that does is one more. */
  speaking: number;
  /** Whether a word class does. */
  classSpeaks: boolean;
}

/** A word speaks for danger from so many points on, those of its accents and of its pair with the word before included. */
const SPEAKING_POINTS = 40;
/** … and a word class from so many. */
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
  /** Two words with one between them. */
  private readonly ofGap = new PairTable();
  private readonly start: number;
  private readonly end: number;

  /** The last text in which each place counted and in which each word spoke: two texts never share a number. */
  private readonly countedIn: Float64Array;
  private readonly spokeIn: Float64Array;
  private text = 0;

  /** @param numbers - Takes up the words of the table. */
  constructor({ signs, danger, urgent }: PointList, numbers: WordNumbers) {
    this.numbers = numbers;
    this.start = numbers.add(START);
    this.end = numbers.add(END);
    // The place of a sign is one behind the one it has in the lists: there is one for what adds nothing.
    this.danger = placesOf(danger);
    this.urgent = placesOf(urgent);
    this.base = this.sumAt(signs.indexOf(BASE));
    for (let n = 0; n < signs.length; n++) this.file(signs[n] as string, n);
    this.countedIn = new Float64Array(this.danger.length);
    this.spokeIn = new Float64Array(numbers.size + 1);
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
    const sum = { danger: this.base.danger, urgent: this.base.urgent, speaking: 0, classSpeaks: false };
    this.text++;
    let [before, last] = [UNLISTED, this.start];
    for (const { word, own, accented } of signs) {
      if (word === null) continue;
      const pair = this.ofPair.get(last, word);
      const danger = this.count(own, sum) + this.count(accented, sum) + this.count(pair, sum);
      this.count(this.ofGap.get(before, word), sum);
      if (danger >= SPEAKING_POINTS && this.spokeIn[word] !== this.text) {
        this.spokeIn[word] = this.text;
        sum.speaking++;
      }
      before = last;
      last = word;
    }
    this.count(this.ofPair.get(last, this.end), sum);
    this.count(this.ofGap.get(before, this.end), sum);
    for (const tag of classes) {
      const { danger, urgent } = this.classes.get(tag) ?? NONE;
      sum.danger += danger;
      sum.urgent += urgent;
      sum.classSpeaks ||= danger > SPEAKING_CLASS_POINTS;
    }
    if (sum.classSpeaks) sum.speaking++;
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

  /** The word classes that speak for danger. */
  raisingClasses(): string[] {
    return [...this.classes].filter(([, { danger }]) => danger > 0).map(([tag]) => tag);
  }

  /** Adds what stands at a place, once in a text. Returns how much it speaks for danger, each time. */
  private count(place: number, sum: TextSum): number {
    if (place === NOTHING) return 0;
    const danger = this.danger[place] as number;
    if (this.countedIn[place] === this.text) return danger;
    this.countedIn[place] = this.text;
    sum.danger += danger;
    sum.urgent += this.urgent[place] as number;
    return danger;
  }

  /** The points of the sign at `n` in the lists. */
  private sumAt(n: number): PointSum {
    return { danger: this.danger[n + 1] ?? 0, urgent: this.urgent[n + 1] ?? 0 };
  }

  private file(sign: string, n: number): void {
    const kind = sign.slice(0, 2);
    const name = sign.slice(2);
    const place = n + 1;
    if (kind === 'b:' || kind === 's:') this.filePair(kind === 'b:' ? this.ofPair : this.ofGap, name, place);
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
}

/** Points by their places, nothing at the first. */
function placesOf(points: readonly number[]): Int32Array {
  const places = new Int32Array(points.length + 1);
  places.set(points, 1);
  return places;
}
