import { type Evidence, gather } from './evidence.ts';
import type { SafetyLexicon } from './lexicon.ts';
import { compileRulebook } from './rulebook.ts';
import { createSafeWord } from './safe-word.ts';
import type { Safety, SafetyReading } from './safety.ts';
import { weigh } from './weigh.ts';

/** No message of a platform is longer; beyond it only the beginning and the end are read. */
const MAX_CHARS = 20_000;

/**
 * Builds the safety check from its lexicon, once for the whole process.
 * @throws {Error} when a rule names an unknown word class.
 */
export function createSafety(lexicon: SafetyLexicon): Safety {
  const book = compileRulebook(lexicon);
  const isSafeWord = createSafeWord(lexicon);
  const look = (text: string): Evidence => gather(shorten(text), book);

  return {
    assess(text, context): SafetyReading {
      return weigh(look(text), context, book.points);
    },
    screen(text) {
      const evidence = look(text);
      return {
        free: weigh(evidence, 'free', book.points).level,
        report_step: weigh(evidence, 'report_step', book.points).level,
        content_request: weigh(evidence, 'content_request', book.points).level,
      };
    },
    isSafeWord,
  };
}

function shorten(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  return `${text.slice(0, MAX_CHARS / 2)}\n${text.slice(-MAX_CHARS / 2)}`;
}
