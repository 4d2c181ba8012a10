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
import { COMMANDS, commandSigns } from '../src/vi/command-points.ts';
import { PhraseIndex } from '../src/vi/phrase-index.ts';
import { tokenWords } from '../src/vi/tokens.ts';
import type { Command } from '../src/vi/vi.ts';
import { corpusRows } from './score.ts';
import { commonSigns, type Example, tableLine, train } from './softmax.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TABLE = join(ROOT, 'content/phrases/command-points.json');

/** A sign that stands in fewer hand-written rows says nothing yet. */
const MIN_ROWS = 2;
const TRAINING = { labels: COMMANDS.length, epochs: 12, firstStep: 0.15, shrink: 0.002 };
/** Weights below this many points are left out. */
const MIN_POINTS = 12;

const lexicon = loadLexicon(join(ROOT, 'content/phrases'));
const index = new PhraseIndex(lexicon);
const words = tokenWords(lexicon, index);

const rows = [...corpusRows('seen', 'commands'), ...corpusRows('dev', 'commands')];

/** The row that a grown row was varied from. */
function baseOf(id: string): string {
  return id.split('-')[0] as string;
}

const analysed = rows.map((row) => ({ row, analysis: analyse(row.text, words, index) }));
const all = analysed.map(({ row, analysis }) => ({ row, signs: [...commandSigns(analysis, () => true)] }));
const common = commonSigns(all, ({ row }) => baseOf(row.id), MIN_ROWS);

/** Whether a word is strange depends on which words are common. */
function exampleOf({ row, analysis }: (typeof analysed)[number]): Example {
  const signs = [...commandSigns(analysis, (sign) => common.has(sign))];
  return {
    signs: signs.filter((sign) => sign.startsWith('o:') || common.has(sign)),
    wanted: COMMANDS.indexOf(row.expect as Command),
  };
}

/** A word stays in the table even when it says nothing, so that it is known. */
function lineOf(sign: string, weights: Float64Array): string | null {
  const line = tableLine(sign, weights, COMMANDS, MIN_POINTS);
  return line ?? (sign.startsWith('u:') ? `  ${JSON.stringify(sign)}: {}` : null);
}

const lines = [...train(analysed.map(exampleOf), TRAINING)]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .flatMap(([sign, weights]) => lineOf(sign, weights) ?? []);
writeFileSync(TABLE, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} signs`);
