import { writeFileSync } from 'node:fs';
import { POINTS_PER_UNIT } from '../src/vi/chances.ts';
import { lehmer } from './lehmer.ts';

/** A labelled text: its signs and the place of the right label. */
export interface Example {
  signs: readonly string[];
  wanted: number;
}

/** How weights are worked out. */
export interface Training {
  labels: number;
  epochs: number;
  firstStep: number;
  /** Draws every weight towards nought, so that no single row decides. */
  shrink: number;
  /** What the step is multiplied by for a text of so many signs. */
  scale?: (signs: number) => number;
}

/**
 * Softmax regression by gradient steps over examples drawn in a fixed order; the weights of the later half are averaged.
 * Deterministic. Every sign of the examples gets one weight a label.
 */
export function train(examples: readonly Example[], training: Training): Map<string, Float64Array> {
  const { labels, epochs, firstStep, scale = () => 1 } = training;
  const weights = new Map<string, Float64Array>();
  const sums = new Map<string, Float64Array>();
  for (const sign of new Set(examples.flatMap(({ signs }) => signs))) {
    weights.set(sign, new Float64Array(labels));
    sums.set(sign, new Float64Array(labels));
  }
  const known = examples.map(({ signs, wanted }) => ({
    own: signs.map((sign) => weights.get(sign) as Float64Array),
    wanted,
  }));
  const random = lehmer();
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = firstStep / (1 + epoch * firstStep);
    for (let n = 0; n < known.length; n++) {
      const { own, wanted } = known[Math.floor(random() * known.length)] as (typeof known)[number];
      learn(own, wanted, step * scale(own.length), training);
    }
    if (epoch < epochs / 2) continue;
    for (const [sign, own] of weights) add(sums.get(sign) as Float64Array, own, 2 / epochs);
  }
  return sums;
}

function learn(
  own: readonly Float64Array[],
  wanted: number,
  step: number,
  { labels, shrink }: Training,
): void {
  const sums = new Float64Array(labels);
  for (const each of own) add(sums, each, 1);
  const top = Math.max(...sums);
  const odds = sums.map((sum) => Math.exp(sum - top));
  const whole = odds.reduce((sum, odd) => sum + odd, 0);
  for (const each of own) {
    for (let n = 0; n < labels; n++) {
      const error = (n === wanted ? 1 : 0) - (odds[n] as number) / whole;
      each[n] = (each[n] as number) + step * (error - shrink * (each[n] as number));
    }
  }
}

function add(to: Float64Array, from: Float64Array, times: number): void {
  for (let n = 0; n < to.length; n++) to[n] = (to[n] as number) + (from[n] as number) * times;
}

/** Signs that stand in at least `minRows` rows; `rowOf` gives the row that an example was varied from. */
export function commonSigns<T extends { signs: readonly string[] }>(
  examples: readonly T[],
  rowOf: (example: T) => string,
  minRows: number,
): ReadonlySet<string> {
  const rowsOf = new Map<string, Set<string>>();
  for (const example of examples) {
    for (const sign of example.signs) rowsOf.set(sign, (rowsOf.get(sign) ?? new Set()).add(rowOf(example)));
  }
  return new Set([...rowsOf].filter(([, rows]) => rows.size >= minRows).map(([sign]) => sign));
}

/** Writes a table of points, one sign a line, in order. `keeps` tells which signs stay even when they say nothing. */
export function writeTable(
  path: string,
  weights: ReadonlyMap<string, Float64Array>,
  { labels, minPoints, keeps = () => false }: TableForm,
): void {
  const lines = [...weights]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([sign, own]) => {
      const points = tellingPoints(own, labels, minPoints);
      const says = Object.keys(points).length > 0 || keeps(sign);
      return says ? [`  ${JSON.stringify(sign)}: ${JSON.stringify(points)}`] : [];
    });
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
  console.log(`${lines.length} signs`);
}

interface TableForm {
  labels: readonly string[];
  /** Weights below this many points are left out. */
  minPoints: number;
  keeps?: (sign: string) => boolean;
}

function tellingPoints(
  weights: Float64Array,
  labels: readonly string[],
  minPoints: number,
): Record<string, number> {
  const points = labels.map(
    (label, n) => [label, Math.round((weights[n] as number) * POINTS_PER_UNIT)] as const,
  );
  return Object.fromEntries(points.filter(([, value]) => Math.abs(value) >= minPoints));
}
