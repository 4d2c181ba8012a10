/** Logistic regression for tables of points: which signs of a text speak for what is wanted, and how much. */
import { lehmer } from './lehmer.ts';

/** The signs of one text, and 1 when it is what is looked for, else 0. */
export interface Example {
  signs: readonly string[];
  wanted: number;
  /** What the sum of its weights is multiplied with. */
  factor: number;
}

/** Log odds by sign. */
export type Weights = ReadonlyMap<string, number>;

/** A sign that stands in fewer rows says nothing yet; most texts are two of them, with accents and without. */
const MIN_ROWS = 11;
const EPOCHS = 40;
const FIRST_STEP = 0.3;
/** Draws every weight towards nought, so that no single row decides. */
const SHRINK = 0.004;
/** The weights are the mean of so many draws: a single one differs from the next by several rows a corpus. */
const DRAWS = [1, 48_271, 69_621];

/** An example by the numbers of its signs: they are looked up a hundred million times. */
interface Numbered {
  signs: Int32Array;
  wanted: number;
  factor: number;
}

/** The mean of the weights of several draws. The same examples in the same order give the same weights. */
export function train(examples: readonly Example[]): Weights {
  const { names, numbered } = numberSigns(examples);
  const mean = new Float64Array(names.length);
  for (const seed of DRAWS) {
    const weights = trainOnce(numbered, names.length, seed);
    for (let sign = 0; sign < mean.length; sign++)
      mean[sign] = at(mean, sign) + at(weights, sign) / DRAWS.length;
  }
  return new Map(names.map((name, sign) => [name, at(mean, sign)]));
}

/** What the signs of a text add up to. */
export function scoreOf({ signs, factor }: Example, weights: Weights): number {
  return factor * signs.reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0);
}

/** Gradient steps over examples drawn in a fixed order; the later weights are averaged. */
function trainOnce(examples: readonly Numbered[], size: number, seed: number): Float64Array {
  const weights = new Float64Array(size);
  const sums = new Float64Array(size);
  const random = lehmer(seed);
  let averaged = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = FIRST_STEP / (1 + epoch * FIRST_STEP);
    for (let n = 0; n < examples.length; n++) {
      const { signs, wanted, factor } = examples[Math.floor(random() * examples.length)] as Numbered;
      let score = 0;
      for (const sign of signs) score += at(weights, sign);
      const error = factor * (wanted - 1 / (1 + Math.exp(-factor * score)));
      for (const sign of signs)
        weights[sign] = at(weights, sign) + step * (error - SHRINK * at(weights, sign));
    }
    if (epoch < EPOCHS / 2) continue;
    averaged++;
    for (let sign = 0; sign < size; sign++) sums[sign] = at(sums, sign) + at(weights, sign);
  }
  return sums.map((sum) => sum / averaged);
}

/** Gives a number to each sign that stands in enough rows. */
function numberSigns(examples: readonly Example[]): { names: string[]; numbered: Numbered[] } {
  const rowsOf = new Map<string, number>();
  for (const { signs } of examples) for (const sign of signs) rowsOf.set(sign, (rowsOf.get(sign) ?? 0) + 1);
  const names = [...rowsOf].filter(([, rows]) => rows >= MIN_ROWS).map(([sign]) => sign);
  const numbers = new Map(names.map((name, n) => [name, n]));
  const numbered = examples.map(({ signs, wanted, factor }) => ({
    wanted,
    factor,
    signs: Int32Array.from(signs.map((sign) => numbers.get(sign) ?? -1).filter((sign) => sign >= 0)),
  }));
  return { names, numbered };
}

function at(values: Float64Array, place: number): number {
  return values[place] as number;
}
