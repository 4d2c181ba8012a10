/**
 * Works out how much each sign of a message speaks for each command (`content/phrases/command-points.json`) from the
 * corpora that are there to be looked at: never from an unseen one. Deterministic: the same corpora, the same table.
 *
 *   tsx scripts/weigh-commands.ts
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLexicon } from '../src/content/phrases.ts';
import { analyse } from '../src/vi/analysis.ts';
import { COMMANDS, commandSigns, POINTS_PER_UNIT } from '../src/vi/command-points.ts';
import { PhraseIndex } from '../src/vi/phrase-index.ts';
import { tokenWords } from '../src/vi/tokens.ts';
import type { Command } from '../src/vi/vi.ts';
import { lehmer } from './lehmer.ts';
import { corpusRows } from './score.ts';
import type { CorpusRow } from './score-kinds.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TABLE = join(ROOT, 'content/phrases/command-points.json');

/** A sign that stands in fewer hand-written rows says nothing yet. */
const MIN_ROWS = 2;
const EPOCHS = 12;
const FIRST_STEP = 0.15;
/** Draws every weight towards nought, so that no single row decides. */
const SHRINK = 0.002;
/** Weights below this many points are left out. */
const MIN_POINTS = 12;

interface Example {
  signs: string[];
  wanted: number;
}

const lexicon = loadLexicon(join(ROOT, 'content/phrases'));
const index = new PhraseIndex(lexicon);
const words = tokenWords(lexicon, index);

const rows = [...corpusRows('seen', 'commands'), ...corpusRows('dev', 'commands')];

/** The row that a grown row was varied from. */
function baseOf(id: string): string {
  return id.split('-')[0] as string;
}

/** The rows as examples, with the signs that stand in enough of them. */
function examplesOf(taken: readonly CorpusRow[]): Example[] {
  const analysed = taken.map((row) => ({ row, analysis: analyse(row.text, words, index) }));
  const basesOf = new Map<string, Set<string>>();
  for (const { row, analysis } of analysed) {
    for (const sign of commandSigns(analysis, () => true)) {
      const bases = basesOf.get(sign) ?? new Set();
      basesOf.set(sign, bases.add(baseOf(row.id)));
    }
  }
  const isCommon = (sign: string) => (basesOf.get(sign)?.size ?? 0) >= MIN_ROWS;
  return analysed.map(({ row, analysis }) => ({
    signs: [...commandSigns(analysis, isCommon)].filter((sign) => sign.startsWith('o:') || isCommon(sign)),
    wanted: COMMANDS.indexOf(row.expect as Command),
  }));
}

/** Softmax regression by gradient steps over examples drawn in a fixed order; the later weights are averaged. */
function train(examples: readonly Example[]): Map<string, Float64Array> {
  const weights = new Map<string, Float64Array>();
  const sums = new Map<string, Float64Array>();
  for (const sign of new Set(examples.flatMap(({ signs }) => signs))) {
    weights.set(sign, new Float64Array(COMMANDS.length));
    sums.set(sign, new Float64Array(COMMANDS.length));
  }
  const random = lehmer();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = FIRST_STEP / (1 + epoch * FIRST_STEP);
    for (let n = 0; n < examples.length; n++) {
      learn(examples[Math.floor(random() * examples.length)] as Example, weights, step);
    }
    if (epoch < EPOCHS / 2) continue;
    for (const [sign, own] of weights) add(sums.get(sign) as Float64Array, own, 2 / EPOCHS);
  }
  return sums;
}

function learn({ signs, wanted }: Example, weights: Map<string, Float64Array>, step: number): void {
  const known = signs.flatMap((sign) => weights.get(sign) ?? []);
  const sums = new Float64Array(COMMANDS.length);
  for (const own of known) add(sums, own, 1);
  const top = Math.max(...sums);
  const odds = sums.map((sum) => Math.exp(sum - top));
  const whole = odds.reduce((sum, odd) => sum + odd, 0);
  for (const own of known) {
    for (let n = 0; n < own.length; n++) {
      const error = (n === wanted ? 1 : 0) - (odds[n] as number) / whole;
      own[n] = (own[n] as number) + step * (error - SHRINK * (own[n] as number));
    }
  }
}

function add(to: Float64Array, from: Float64Array, times: number): void {
  for (let n = 0; n < to.length; n++) to[n] = (to[n] as number) + (from[n] as number) * times;
}

/** A word stays in the table even when it says nothing, so that it is known. */
function lineOf(sign: string, weights: Float64Array): string | null {
  const points = COMMANDS.map(
    (command, n) => [command, Math.round((weights[n] as number) * POINTS_PER_UNIT)] as const,
  );
  const telling = points.filter(([, value]) => Math.abs(value) >= MIN_POINTS);
  if (telling.length === 0 && !sign.startsWith('u:')) return null;
  return `  ${JSON.stringify(sign)}: ${JSON.stringify(Object.fromEntries(telling))}`;
}

const lines = [...train(examplesOf(rows))]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([sign, weights]) => lineOf(sign, weights) ?? []);
writeFileSync(TABLE, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} signs`);
