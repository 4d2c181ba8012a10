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
import { type Example, scoreOf, train } from './logistic.ts';
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

/** Weights below this many points are left out. */
const MIN_POINTS = 8;

const COURTESIES: readonly ((text: string) => string)[] = [
  (text) => `${text} nha chị`,
  (text) => `dạ ${text} ạ`,
  (text) => `chị ơi ${text} nhé`,
];

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
