/**
 * Works out how much each sign of a message speaks for each command (`content/phrases/command-points.json`) from the
 * corpora that are there to be looked at and from rows kept for this (`test/corpus/vi/base/weigh`): what the rules read
 * counts as a sign only in the latter, since no rule was made with them. Deterministic: the same corpora, the same table.
 *
 *   tsx scripts/weigh-commands.ts
 */
import type { Analysis } from '../src/vi/analysis.ts';
import { COMMANDS, commandSigns, readyCommandPoints, ruleSigns } from '../src/vi/command-points.ts';
import { readCommand } from '../src/vi/commands.ts';
import { readReport } from '../src/vi/report.ts';
import type { Command, CommandReading } from '../src/vi/vi.ts';
import { writtenIn } from './corpus-variants.ts';
import { analysed, baseRows, reportPoints, tablePath } from './project-analysis.ts';
import { corpusRows } from './score.ts';
import type { CorpusRow } from './score-kinds.ts';
import { commonSigns, type Example, train, writeTable } from './softmax.ts';

/** A sign that stands in fewer hand-written rows says nothing yet. */
const MIN_ROWS = 2;
const TRAINING = { labels: COMMANDS.length, epochs: 12, firstStep: 0.15, shrink: 0.002 };
/** Weights below this many points are left out. */
const MIN_POINTS = 12;

/** A message, and what the rules read where no rule was made with it: elsewhere they are right more often than they will be. */
interface Told {
  row: CorpusRow;
  analysis: Analysis;
  byRules: CommandReading | null;
}

const noPoints = readyCommandPoints({});

function toldInSeen(): Told[] {
  const rows = [...corpusRows('seen', 'commands'), ...corpusRows('dev', 'commands')];
  return rows.map((row) => ({ row, analysis: analysed(row.text), byRules: null }));
}

/** Rows with which no rule was made, each in several ways to write it; whole commands are never decided by points. */
function toldToWeigh(): Told[] {
  return baseRows<CorpusRow>('weigh', 'commands').flatMap((row, at) =>
    writtenIn(row.text, at, WAYS).flatMap((text) => {
      const analysis = analysed(text);
      const byRules = readCommand(analysis, () => readReport(analysis, SOME_NOW, reportPoints), noPoints);
      return byRules.whole ? [] : [{ row, analysis, byRules }];
    }),
  );
}

/** In how many ways each row is written. */
const WAYS = 4;
/** Only which day it is depends on it. */
const SOME_NOW = { date: '2026-11-23', time: '09:00' };

/** The row that a grown row was varied from. */
function baseOf(id: string): string {
  return id.split('-')[0] as string;
}

const told = [...toldInSeen(), ...toldToWeigh()];
const all = told.map((each) => ({ ...each, signs: signsOf(each, () => true) }));
const common = commonSigns(all, ({ row }) => baseOf(row.id), MIN_ROWS);

function signsOf({ analysis, byRules }: Told, isKnown: (wordSign: string) => boolean): string[] {
  return [...commandSigns(analysis, isKnown), ...(byRules ? ruleSigns(byRules) : [])];
}

/** Whether a word is strange depends on which words are common. */
function exampleOf(each: Told): Example {
  const signs = signsOf(each, (sign) => common.has(sign));
  return {
    signs: signs.filter((sign) => sign.startsWith('o:') || common.has(sign)),
    wanted: COMMANDS.indexOf(each.row.expect as Command),
  };
}

writeTable(tablePath('command-points.json'), train(told.map(exampleOf), TRAINING), {
  labels: COMMANDS,
  minPoints: MIN_POINTS,
  // A word stays in the table even when it says nothing, so that it is known.
  keeps: (sign) => sign.startsWith('u:'),
});
