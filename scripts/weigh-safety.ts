/**
 * Works out how many points each sign of a text has (`content/phrases/safety/points.json`) from the corpora that are
 * there to be looked at: never from an unseen one. Deterministic: the same corpora give the same table.
 *
 *   tsx scripts/weigh-safety.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSafetyLexicon } from '../src/content/safety-phrases.ts';
import { gatherFrom } from '../src/safety/evidence.ts';
import { POINTS_PER_UNIT, signsOf } from '../src/safety/point-table.ts';
import { compileRulebook } from '../src/safety/rulebook.ts';
import type { SafetyContext } from '../src/safety/safety.ts';
import { fold } from '../src/vi/fold.ts';
import { lehmer } from './lehmer.ts';
import { ownRows } from './own-texts.ts';
import { framedRows } from './safety-frames.ts';
import { neutralRows } from './safety-neutral.ts';
import { type SafetyRow, safetyRows } from './score-safety.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TABLE = join(ROOT, 'content/phrases/safety/points.json');
/** What people answer inside a form and ask for: corpora of the other readers, none of it a call for help. */
const TRADE = ['reports', 'numbers', 'dates', 'yesno', 'names-units', 'commands'];
const TRADE_CONTEXTS: readonly SafetyContext[] = ['report_step', 'free'];

/** One in so many of them: all would drown the calls for help. */
const TRADE_SHARE = 100;

/** From so much on (log odds of danger) trade talk is suspicious. */
const SUSPICIOUS = -1;

/** A sign that stands in fewer rows says nothing yet. */
const MIN_ROWS = 2;
const EPOCHS = 40;
const FIRST_STEP = 0.3;
/** Draws every weight towards nought, so that no single row decides. */
const SHRINK = 0.004;
/** The weights are the mean of so many draws: a single one differs from the next by several rows a corpus. */
const DRAWS = [1, 48_271, 69_621];
/** Weights below this many points are left out. */
const MIN_POINTS = 8;

const COURTESIES: readonly ((text: string) => string)[] = [
  (text) => `${text} nha chị`,
  (text) => `dạ ${text} ạ`,
  (text) => `chị ơi ${text} nhé`,
];

interface Example {
  signs: string[];
  wanted: number;
}

const book = compileRulebook(loadSafetyLexicon(join(ROOT, 'content/phrases/safety')));

function exampleOf({ text, context }: SafetyRow, wanted: number): Example {
  return { signs: signsOf(gatherFrom(text, book).reading, context), wanted };
}

function tradeRows(): SafetyRow[] {
  return TRADE.flatMap((kind) => {
    const lines = readFileSync(join(ROOT, `test/corpus/vi/seen/${kind}.jsonl`), 'utf8').split('\n');
    const rows = lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; text: string });
    return rows.flatMap(({ id, text }) =>
      TRADE_CONTEXTS.map((context) => ({ id, text, context, level: 'none' as const })),
    );
  });
}

/** The mean of the weights of several draws. */
function train(examples: readonly Example[]): Map<string, number> {
  const mean = new Map<string, number>();
  for (const seed of DRAWS) {
    for (const [sign, weight] of trainOnce(examples, seed)) {
      mean.set(sign, (mean.get(sign) ?? 0) + weight / DRAWS.length);
    }
  }
  return mean;
}

/** Logistic regression by gradient steps over examples drawn in a fixed order; the later weights are averaged. */
function trainOnce(examples: readonly Example[], seed: number): Map<string, number> {
  const rowsOf = new Map<string, number>();
  for (const { signs } of examples) for (const sign of signs) rowsOf.set(sign, (rowsOf.get(sign) ?? 0) + 1);
  const used = examples.map(({ signs, wanted }) => ({
    wanted,
    signs: signs.filter((sign) => (rowsOf.get(sign) ?? 0) >= MIN_ROWS),
  }));
  const weights = new Map<string, number>();
  const sums = new Map<string, number>();
  const random = lehmer(seed);
  let averaged = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = FIRST_STEP / (1 + epoch * FIRST_STEP);
    for (let n = 0; n < used.length; n++) {
      const { signs, wanted } = used[Math.floor(random() * used.length)] as Example;
      const score = scoreOf(signs, weights);
      const error = wanted - 1 / (1 + Math.exp(-score));
      for (const sign of signs) {
        const weight = weights.get(sign) ?? 0;
        weights.set(sign, weight + step * (error - SHRINK * weight));
      }
    }
    if (epoch < EPOCHS / 2) continue;
    averaged++;
    for (const [sign, weight] of weights) sums.set(sign, (sums.get(sign) ?? 0) + weight);
  }
  return new Map([...sums].map(([sign, sum]) => [sign, sum / averaged]));
}

function scoreOf(signs: readonly string[], weights: ReadonlyMap<string, number>): number {
  return signs.reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0);
}

/** Each row as it is and without its accents, because half of the people write so. */
function bothWays(rows: readonly SafetyRow[]): SafetyRow[] {
  return [...rows, ...rows.map((row) => ({ ...row, text: fold(row.text) }))];
}

/** Every third row once more as it is said to somebody respected: courtesy speaks neither for danger nor against it. */
function politely(rows: readonly SafetyRow[]): SafetyRow[] {
  return rows.flatMap((row, n) => {
    const polite = n % 3 === 0 ? COURTESIES[(n / 3) % COURTESIES.length] : undefined;
    return polite ? [row, { ...row, text: polite(row.text) }] : [row];
  });
}

const talk = bothWays([
  ...politely([...safetyRows('seen'), ...safetyRows('dev')]),
  ...framedRows(),
  ...neutralRows(),
  ...ownRows(),
]);
const trade = tradeRows();
const raising = (row: SafetyRow) => row.level === 'disclosure' || row.level === 'imminent';
const talked = talk.map((row) => exampleOf(row, raising(row) ? 1 : 0));
const calm = trade.map((row) => exampleOf(row, 0));
const sample = new Set(calm.filter((_, n) => n % TRADE_SHARE === 0));
const first = train([...talked, ...sample]);
/** Trade talk that the first table finds suspicious teaches more than any other. */
const hard = calm.filter((row) => !sample.has(row) && scoreOf(row.signs, first) > SUSPICIOUS);
const danger = train([...talked, ...sample, ...hard]);
const urgent = train(talk.filter(raising).map((row) => exampleOf(row, row.level === 'imminent' ? 1 : 0)));

const points = (weight: number | undefined) => {
  const value = Math.round((weight ?? 0) * POINTS_PER_UNIT);
  return Math.abs(value) < MIN_POINTS ? 0 : value;
};
const signs = [...new Set([...danger.keys(), ...urgent.keys()])].sort();
const lines = signs
  .map((sign) => [sign, points(danger.get(sign)), points(urgent.get(sign))] as const)
  .filter(([, first, second]) => first !== 0 || second !== 0)
  .map(([sign, first, second]) => `  ${JSON.stringify(sign)}: [${first}, ${second}]`);
writeFileSync(TABLE, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} signs`);
