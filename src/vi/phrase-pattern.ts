/** Marks a phrase that is never matched without accents. */
const EXACT_ONLY = '=';
const BRACKET = /\(([^()]*)\)/y;

/** One way of saying a part: words in a row; none where the part may be left out. */
export type Choice = readonly string[];

/** A phrase of the lexicon, its brackets kept as choices: written out, some phrases have thousands of forms. */
export interface PhrasePattern {
  /** What is said one after the other, each part in one of several ways. */
  parts: readonly (readonly Choice[])[];
  exactOnly: boolean;
}

/**
 * Takes a phrase apart; see {@link Lexicon} for how phrases are written.
 * @throws {Error} when brackets do not match or cut a word, or when nothing may be left to say.
 */
export function parsePhrase(phrase: string): PhrasePattern {
  const exactOnly = phrase.startsWith(EXACT_ONLY);
  const text = (exactOnly ? phrase.slice(EXACT_ONLY.length) : phrase).normalize('NFC').toLowerCase();
  const parts: Choice[][] = [];
  for (let at = 0; at < text.length; ) {
    if (text.charAt(at) === '(') {
      BRACKET.lastIndex = at;
      const bracket = BRACKET.exec(text);
      if (!bracket) throw new Error(`brackets do not match in "${phrase}"`);
      parts.push((bracket[1] as string).split('|').map(wordsOf));
      if (isLetter(text, at - 1) || isLetter(text, BRACKET.lastIndex))
        throw new Error(`a bracket cuts a word in "${phrase}"`);
      at = BRACKET.lastIndex;
      continue;
    }
    const open = text.indexOf('(', at);
    const end = open < 0 ? text.length : open;
    const plain = text.slice(at, end);
    if (/[)|]/.test(plain)) throw new Error(`brackets do not match in "${phrase}"`);
    const words = wordsOf(plain);
    if (words.length > 0) parts.push([words]);
    at = end;
  }
  if (parts.every((choices) => choices.some((words) => words.length === 0)))
    throw new Error(`the phrase "${phrase}" can be empty`);
  return { parts, exactOnly };
}

/** Whether a word would go on at this place; the ends of the phrase and other brackets end a word too. */
function isLetter(text: string, at: number): boolean {
  const sign = text.charAt(at);
  return sign !== '' && sign !== ' ' && sign !== '(' && sign !== ')';
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
