import { type Analysis, isSure, matchesOf } from './analysis.ts';

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
    };
  }
  const options = hasOption(question, '1') && hasOption(question, '2');
  const has = (tag: string) => matchesOf(question, `answer.asks.${tag}`, isSure).length > 0;
  const correct = has('correct');
  const consent = has('consent');
  const done = !correct && !consent && has('done');
  const numbers = question.tokens
    .filter((token) => token.kind === 'number')
    .map((token) => Number(token.raw));
  return {
    correct,
    consent,
    done,
    exists: !correct && !consent && !done && has('exists'),
    saysRight: has('right_word'),
    options,
    numbers: new Set(numbers),
  };
}

function hasOption(question: Analysis, figure: string): boolean {
  return question.tokens.some(
    (token, at) => token.raw === figure && question.tokens[at + 1]?.kind === 'word',
  );
}
