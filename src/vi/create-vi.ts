import { type Analysis, analyse } from './analysis.ts';
import { type AnswerPoints, readyAnswerPoints } from './answer-points.ts';
import { type Asked, readQuestion } from './asked.ts';
import { clean } from './clean.ts';
import { readClockTime, readPlainClockTime } from './clock-time.ts';
import { type ReportPoints, readyReportPoints } from './code-points.ts';
import { type CommandPoints, readyCommandPoints } from './command-points.ts';
import { readCommand } from './commands.ts';
import { readCounts } from './counts.ts';
import { dateMentions, readDate } from './dates.ts';
import { readDuration } from './duration.ts';
import { readForms } from './forms.ts';
import type { Lexicon } from './lexicon.ts';
import { readNumber } from './numbers.ts';
import { PhraseIndex } from './phrase-index.ts';
import { readPlannedDate } from './planned-date.ts';
import { readReport, takenBy } from './report.ts';
import { readThemes } from './themes.ts';
import { type Token, tokenize, tokenWords } from './tokens.ts';
import type { LocalNow, Vi } from './vi.ts';
import { readVillage } from './village.ts';
import { readByRules, readYesNo } from './yes-no.ts';

/** The last minute of a year: where only the words matter, every day of the year counts as past. */
const SOME_NOW: LocalNow = { date: '2000-12-31', time: '23:59' };

/** Builds the reader of Vietnamese messages from a lexicon. Pure: the same text always gives the same reading. */
export function createVi(lexicon: Lexicon): Vi {
  const index = new PhraseIndex(lexicon);
  const words = tokenWords(lexicon, index);
  const open = (text: string): Analysis => analyse(text, words, index);
  const parts: Parts = {
    commandPoints: readyCommandPoints(lexicon.commandPoints ?? {}),
    answerPoints: readyAnswerPoints(lexicon.answerPoints ?? {}),
    reportPoints: readyReportPoints(lexicon.themePoints ?? {}, lexicon.formPoints ?? {}),
    spellName: keeping(MOST_NAMES, (name: string) => tokenize(clean(name), words)),
    // The bot asks the same questions again and again.
    questionOf: keeping(MOST_QUESTIONS, (question: string) => readQuestion(open(question))),
  };
  return readersOf(open, parts);
}

/** Names of villages kept as they are spelled: more than a province has. */
const MOST_NAMES = 1_000;
const MOST_QUESTIONS = 100;

/** What every reading of every message uses. */
interface Parts {
  commandPoints: CommandPoints;
  answerPoints: AnswerPoints;
  reportPoints: ReportPoints;
  spellName: (name: string) => Token[];
  questionOf: (question: string) => Asked;
}

/** Works each thing out once and keeps up to `most` of them. */
function keeping<T>(most: number, work: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const value = work(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, value);
    return value;
  };
}

type Open = (text: string) => Analysis;

function readersOf(open: Open, parts: Parts): Vi {
  const { commandPoints, answerPoints, reportPoints, spellName, questionOf } = parts;
  const takenIn = (a: Analysis) => takenBy(a, dateMentions(a, SOME_NOW));
  return {
    readDate: (text, now) => readDate(open(text), now),
    readNumber: (text) => {
      const a = open(text);
      return readNumber(a, takenIn(a));
    },
    readClockTime: (text) => readClockTime(open(text)),
    readPlainClockTime: (text) => readPlainClockTime(open(text)),
    readDuration: (text) => readDuration(open(text)),
    readPlannedDate: (text, today) => readPlannedDate(open(text), today),
    readCounts: (text) => {
      const a = open(text);
      return readCounts(a, takenIn(a));
    },
    readYesNo: (text, question) =>
      question
        ? readYesNo(open(text), questionOf(question), answerPoints)
        : readByRules(open(text), readQuestion(null)),
    readCommand: (text) => {
      const a = open(text);
      return readCommand(a, () => readReport(a, SOME_NOW, reportPoints), commandPoints);
    },
    readThemes: (text) => readThemes(open(text)),
    readForms: (text) => readForms(open(text)),
    readReport: (text, now) => readReport(open(text), now, reportPoints),
    readVillage: (text, roster) => readVillage(open(text), roster, spellName),
    sharing: () => readersOf(remembering(open), parts),
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
