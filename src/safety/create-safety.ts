import { type Evidence, gather, gatherFrom } from './evidence.ts';
import { createGlance } from './glance.ts';
import { type KnownWord, knownParts } from './known-words.ts';
import type { SafetyLexicon } from './lexicon.ts';
import { readPlain } from './plain-text.ts';
import { compileRulebook, type Rulebook } from './rulebook.ts';
import { createSafeWord } from './safe-word.ts';
import {
  raisesCard,
  type Safety,
  type SafetyContext,
  type SafetyLevel,
  type SafetyReading,
} from './safety.ts';
import { levelIn, weigh } from './weigh.ts';

/** No message of a platform is longer; beyond it only the beginning and the end are read. */
const MAX_CHARS = 20_000;

const NO_CARD: Readonly<Record<SafetyContext, SafetyLevel>> = {
  free: 'none',
  report_step: 'none',
  content_request: 'none',
};

/**
 * Builds the safety check from its lexicon, once for the whole process.
 * @throws {Error} when a rule names an unknown word class.
 */
export function createSafety(lexicon: SafetyLexicon): Safety {
  const book = compileRulebook(lexicon);
  const isSafeWord = createSafeWord(lexicon);
  const known = knownParts(book);
  const mayRaise = createGlance(book);
  const read = (plain: readonly KnownWord[] | null, text: string): Evidence =>
    plain
      ? gather(
          plain.map(({ token }) => token),
          plain,
          book,
        )
      : gatherFrom(text, book);

  return {
    assess(text, context): SafetyReading {
      const short = shorten(text);
      return weigh(read(readPlain(short, known), short), context, book.points);
    },
    screen(text) {
      const short = shorten(text);
      const plain = readPlain(short, known);
      if (plain && !mayRaise(plain)) return NO_CARD;
      const evidence = read(plain, short);
      return {
        free: cardLevel(evidence, 'free', book),
        report_step: cardLevel(evidence, 'report_step', book),
        content_request: cardLevel(evidence, 'content_request', book),
      };
    },
    isSafeWord,
  };
}

/** The level where it raises the card, otherwise `none`. */
function cardLevel(evidence: Evidence, context: SafetyContext, { points }: Rulebook): SafetyLevel {
  const level = levelIn(evidence, context, points);
  return raisesCard(level) ? level : 'none';
}

function shorten(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  return `${text.slice(0, MAX_CHARS / 2)}\n${text.slice(-MAX_CHARS / 2)}`;
}
