import { type Analysis, isSure, matchesOf } from './analysis.ts';
import type { Spelling } from './spelling.ts';

/** What the bot asked, as far as it decides how an answer is read. */
export interface Asked {
  correct: boolean;
  done: boolean;
  exists: boolean;
  consent: boolean;
  /** The question itself says "đúng", so an unaccented "dung" answers it. */
  saysRight: boolean;
  /** The question lists "1 …" and "2 …". */
  options: boolean;
  numbers: ReadonlySet<number>;
  /** "dưới 16 tuổi": the age that is asked about, null without one. */
  underAge: number | null;
  /** What is asked to have happened ("phát" in "có phát tờ rơi không"), null when that is no one word. */
  deed: Spelling | null;
  /** What "1 …" and "2 …" are called; empty without options. */
  titles: readonly (readonly Spelling[])[];
  /** The words that the question is about, by their spelling and without accents. */
  words: ReadonlySet<string>;
  /** "còn buổi nào khác không": asks for more of the same. */
  more: boolean;
}

/** Reads the kind of question. */
export function readQuestion(question: Analysis | null): Asked {
  if (!question) {
    return {
      correct: false,
      done: false,
      exists: false,
      consent: false,
      saysRight: false,
      options: false,
      numbers: new Set(),
      underAge: null,
      deed: null,
      titles: [],
      words: new Set(),
      more: false,
    };
  }
  const options = hasOption(question, '1') && hasOption(question, '2');
  const has = (tag: string) => matchesOf(question, `answer.asks.${tag}`, isSure).length > 0;
  const correct = has('correct');
  const consent = has('consent');
  const done = !correct && !consent && asksWhetherDone(question);
  const numbers = question.tokens
    .filter((token) => token.kind === 'number')
    .map((token) => Number(token.raw));
  return {
    correct,
    consent,
    done,
    exists: !correct && !consent && !done && !has('go') && asksForSome(question),
    saysRight: has('right_word'),
    options,
    numbers: new Set(numbers),
    underAge: underAgeOf(question),
    deed: deedOf(question),
    titles: options ? [titleOf(question, '1'), titleOf(question, '2')] : [],
    words: wordsOf(question),
    more: has('more'),
  };
}

/** "chưa" asks where its sentence does: "ảnh chưa đăng" in what is told before asks nothing. */
function asksWhetherDone(question: Analysis): boolean {
  return matchesOf(question, 'answer.asks.done', isSure).some(({ to }) => {
    const end = question.tokens.find(({ raw }, at) => at >= to && SENTENCE_ENDS.has(raw));
    return end?.raw !== '.';
  });
}

const SENTENCE_ENDS: ReadonlySet<string> = new Set(['.', '?']);

/** The words from the figure of an option to the next mark. */
function titleOf({ tokens }: Analysis, figure: string): Spelling[] {
  const from = tokens.findIndex(({ raw }, at) => raw === figure && tokens[at + 1]?.kind === 'word') + 1;
  const end = tokens.findIndex(({ kind }, at) => at > from && kind !== 'word');
  return tokens.slice(from, end < 0 ? tokens.length : end).map(({ spelling }) => spelling);
}

function underAgeOf({ tokens }: Analysis): number | null {
  const at = tokens.findIndex(
    ({ kind }, n) =>
      kind === 'number' && tokens[n - 1]?.spelling.key === 'dươi1' && tokens[n + 1]?.spelling.key === 'tuôi3',
  );
  return at < 0 ? null : Number(tokens[at]?.raw);
}

/** Words that point at what both know. */
export const POINTING: ReadonlySet<string> = new Set(
  'buôi3 nay2 quy1 tô3 em anh chi5 la2 đây buoi nay quy to chi la day'.split(' '),
);
/** Words that only make a question of the others. */
const ASKING: ReadonlySet<string> = new Set(
  'co1 không chưa đa4 muôn1 nao2 đươc5 phai3 cho con2 gi2 đung1 luôn nhe1 nha rôi2 tra3 lơi2'.split(' '),
);

function wordsOf({ tokens }: Analysis): ReadonlySet<string> {
  const words = tokens.filter(
    ({ kind, spelling }) => kind === 'word' && !ASKING.has(spelling.key) && !POINTING.has(spelling.key),
  );
  return new Set(words.flatMap(({ spelling }) => [spelling.key, spelling.fold]));
}

/** "có trẻ em … không": a figure answers it. Without "có" ("Làm tiếp không?") it says neither yes nor no. */
function asksForSome({ tokens }: Analysis): boolean {
  const head = tokens.findIndex(({ spelling }) => spelling.key === 'co1');
  return head >= 0 && tokens.some(({ spelling }, at) => at > head && spelling.key === 'không');
}

const DEED_HEADS = new Set(['co1', 'đa4']);
/** "có trẻ em", "có buổi nào" ask for somebody or something, not whether it was done. */
const DEEDS = new Set(['phat1', 'tô3', 'hop5', 'gưi3', 'chup5', 'lam2', 'noi1']);

function deedOf({ tokens }: Analysis): Spelling | null {
  const head = tokens.findIndex(({ spelling }) => DEED_HEADS.has(spelling.key));
  const deed = head < 0 ? undefined : tokens[head + 1]?.spelling;
  return deed !== undefined && DEEDS.has(deed.key) ? deed : null;
}

function hasOption(question: Analysis, figure: string): boolean {
  return question.tokens.some(
    (token, at) => token.raw === figure && question.tokens[at + 1]?.kind === 'word',
  );
}
