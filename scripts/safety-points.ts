/** Works out a table of points from labelled texts. */
import { gatherFrom } from '../src/safety/evidence.ts';
import {
  BASE,
  lengthFactor,
  lengthOf,
  levelSign,
  POINTS_PER_UNIT,
  type PointTable,
  signsOf,
} from '../src/safety/point-table.ts';
import type { Rulebook } from '../src/safety/rulebook.ts';
import { levelByRules } from '../src/safety/weigh.ts';
import { type Example, scoreOf, train } from './logistic.ts';
import type { Lesson } from './safety-lessons.ts';

/** One in so many of them: all would drown the calls for help. */
const TRADE_SHARE = 100;

/** From so much on (log odds of danger) trade talk is suspicious. */
const SUSPICIOUS = -2;

/** Added to every text in danger: taking danger of this hour for an older one costs most. */
const URGENT_AT_ONCE_POINTS = 50;

/** Weights below this many points are left out. */
const MIN_POINTS = 8;

type Entry = [sign: string, points: [danger: number, urgent: number]];

export type ExampleOf = (row: Lesson, wanted: number) => Example;

/**
 * How a row is an example to learn from: the signs of its text in its context. What the rules make of it counts only
 * where no rule was made with the row: elsewhere they are right more often than they will be.
 */
export function exampleMaker(book: Rulebook): ExampleOf {
  return ({ text, context, unruled }, wanted) => {
    const evidence = gatherFrom(text, book);
    const signs = signsOf(evidence.reading, context);
    if (unruled) signs.push(levelSign(levelByRules(evidence, context).level));
    return { signs, wanted, factor: lengthFactor(lengthOf(evidence.reading)) };
  };
}

/**
 * The table, the signs in order.
 * @param talk - Rows with danger and without it.
 * @param trade - Rows without danger, far more than needed: those that look like danger are chosen.
 */
export function pointsFrom(
  talk: readonly Lesson[],
  trade: readonly Lesson[],
  exampleOf: ExampleOf,
): PointTable {
  const talked = talk.map((row) => exampleOf(row, raises(row) ? 1 : 0));
  const calm = trade.map((row) => exampleOf(row, 0));
  const sample = new Set(calm.filter((_, n) => n % TRADE_SHARE === 0));
  const first = train([...talked, ...sample]);
  // Trade talk that the first table finds suspicious teaches more than any other.
  const hard = calm.filter((row) => !sample.has(row) && scoreOf(row, first) > SUSPICIOUS);
  const danger = train([...talked, ...sample, ...hard]);
  const urgent = train(talk.filter(raises).map((row) => exampleOf(row, row.level === 'imminent' ? 1 : 0)));
  const signs = [...new Set([...danger.keys(), ...urgent.keys()])].sort();
  const table = signs.map((sign): Entry => {
    const caution = sign === BASE ? URGENT_AT_ONCE_POINTS : 0;
    return [sign, [points(danger.get(sign)), points(urgent.get(sign)) + caution]];
  });
  const says = ([, [first, second]]: Entry) => first !== 0 || second !== 0;
  // Three words are looked up by the pair that they begin with: it stays where it says nothing itself.
  const begun = new Set(
    table.filter(says).flatMap(([sign]) => (sign.startsWith('t:') ? [pairBegun(sign)] : [])),
  );
  return Object.fromEntries(table.filter((entry) => says(entry) || begun.has(entry[0])));
}

/** "t:a b c" → "b:a b" */
function pairBegun(triple: string): string {
  return `b:${triple.slice(2, triple.lastIndexOf(' '))}`;
}

function raises({ level }: Lesson): boolean {
  return level === 'disclosure' || level === 'imminent';
}

function points(weight = 0): number {
  const value = Math.round(weight * POINTS_PER_UNIT);
  return Math.abs(value) < MIN_POINTS ? 0 : value;
}
