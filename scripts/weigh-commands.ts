/**
 * Works out how much each sign of a message speaks for each command (`content/phrases/command-points.json`) from the
 * corpora that are there to be looked at: never from an unseen one. Deterministic: the same corpora, the same table.
 *
 *   tsx scripts/weigh-commands.ts
 */
import { COMMANDS, commandSigns } from '../src/vi/command-points.ts';
import type { Command } from '../src/vi/vi.ts';
import { analysed, tablePath } from './project-analysis.ts';
import { corpusRows } from './score.ts';
import { commonSigns, type Example, train, writeTable } from './softmax.ts';

/** A sign that stands in fewer hand-written rows says nothing yet. */
const MIN_ROWS = 2;
const TRAINING = { labels: COMMANDS.length, epochs: 12, firstStep: 0.15, shrink: 0.002 };
/** Weights below this many points are left out. */
const MIN_POINTS = 12;

const rows = [...corpusRows('seen', 'commands'), ...corpusRows('dev', 'commands')];

/** The row that a grown row was varied from. */
function baseOf(id: string): string {
  return id.split('-')[0] as string;
}

const told = rows.map((row) => ({ row, analysis: analysed(row.text) }));
const all = told.map(({ row, analysis }) => ({ row, signs: [...commandSigns(analysis, () => true)] }));
const common = commonSigns(all, ({ row }) => baseOf(row.id), MIN_ROWS);

/** Whether a word is strange depends on which words are common. */
function exampleOf({ row, analysis }: (typeof told)[number]): Example {
  const signs = [...commandSigns(analysis, (sign) => common.has(sign))];
  return {
    signs: signs.filter((sign) => sign.startsWith('o:') || common.has(sign)),
    wanted: COMMANDS.indexOf(row.expect as Command),
  };
}

writeTable(tablePath('command-points.json'), train(told.map(exampleOf), TRAINING), {
  labels: COMMANDS,
  minPoints: MIN_POINTS,
  // A word stays in the table even when it says nothing, so that it is known.
  keeps: (sign) => sign.startsWith('u:'),
});
