import { type Analysis, analyse } from './analysis.ts';
import { readQuestion } from './asked.ts';
import { clean } from './clean.ts';
import { readCodes } from './codes.ts';
import { type CommandPoints, readyCommandPoints } from './command-points.ts';
import { readCommand } from './commands.ts';
import { readCounts } from './counts.ts';
import { dateMentions, readDate } from './dates.ts';
import { readForms } from './forms.ts';
import type { Lexicon } from './lexicon.ts';
import { readNumber } from './numbers.ts';
import { PhraseIndex } from './phrase-index.ts';
import { readReport, takenBy } from './report.ts';
import { type Token, tokenize, tokenWords } from './tokens.ts';
import type { LocalNow, Vi } from './vi.ts';
import { readVillage } from './village.ts';
import { readYesNo } from './yes-no.ts';

/** The last minute of a year: where only the words matter, every day of the year counts as past. */
const SOME_NOW: LocalNow = { date: '2000-12-31', time: '23:59' };

/** Builds the reader of Vietnamese messages from a lexicon. Pure: the same text always gives the same reading. */
export function createVi(lexicon: Lexicon): Vi {
  const index = new PhraseIndex(lexicon);
  const words = tokenWords(lexicon, index);
  const open = (text: string): Analysis => analyse(text, words, index);
  const points = readyCommandPoints(lexicon.commandPoints ?? {});
  return readersOf(open, (name) => tokenize(clean(name), words), points);
}

type Open = (text: string) => Analysis;

function readersOf(open: Open, spellName: (name: string) => Token[], points: CommandPoints): Vi {
  const takenIn = (a: Analysis) => takenBy(a, dateMentions(a, SOME_NOW));
  return {
    readDate: (text, now) => readDate(open(text), now),
    readNumber: (text) => {
      const a = open(text);
      return readNumber(a, takenIn(a));
    },
    readCounts: (text) => {
      const a = open(text);
      return readCounts(a, takenIn(a));
    },
    readYesNo: (text, question) => readYesNo(open(text), readQuestion(question ? open(question) : null)),
    readCommand: (text) => {
      const a = open(text);
      return readCommand(a, () => readReport(a, SOME_NOW), points);
    },
    readThemes: (text) => readCodes(open(text), 'theme'),
    readForms: (text) => readForms(open(text)),
    readReport: (text, now) => readReport(open(text), now),
    readVillage: (text, roster) => readVillage(open(text), roster, spellName),
    sharing: () => readersOf(remembering(open), spellName, points),
  };
}

/** Takes each text apart once. */
function remembering(open: Open): Open {
  const opened = new Map<string, Analysis>();
  return (text) => {
    const known = opened.get(text);
    if (known) return known;
    const analysis = open(text);
    opened.set(text, analysis);
    return analysis;
  };
}
