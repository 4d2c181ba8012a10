import { type Evidence, gather } from './evidence.ts';
import type { SafetyLexicon } from './lexicon.ts';
import { compileRulebook } from './rulebook.ts';
import { createSafeWord } from './safe-word.ts';
import type { Safety, SafetyContext, SafetyLevel, SafetyReading } from './safety.ts';
import { levelIn, weigh } from './weigh.ts';

/** No message of a platform is longer; beyond it only the beginning and the end are read. */
const MAX_CHARS = 20_000;

/** Answers to our questions ("2", "đúng rồi em") come again and again and are judged once: texts no longer than this, */
const SHORT_CHARS = 24;
/** … so many of them, … */
const MAX_REMEMBERED = 1_000;
/** … and only those that say nothing at all: what tells of danger is remembered nowhere. */
const NOTHING: Readonly<Record<SafetyContext, SafetyLevel>> = {
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
  const look = (text: string): Evidence => gather(shorten(text), book);
  const harmless = new Set<string>();

  return {
    assess(text, context): SafetyReading {
      return weigh(look(text), context, book.points);
    },
    screen(text) {
      if (harmless.has(text)) return { ...NOTHING };
      const evidence = look(text);
      const levels = {
        free: levelIn(evidence, 'free', book.points),
        report_step: levelIn(evidence, 'report_step', book.points),
        content_request: levelIn(evidence, 'content_request', book.points),
      };
      if (text.length <= SHORT_CHARS && Object.values(levels).every((level) => level === 'none')) {
        if (harmless.size >= MAX_REMEMBERED) harmless.clear();
        harmless.add(text);
      }
      return levels;
    },
    isSafeWord,
  };
}

function shorten(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  return `${text.slice(0, MAX_CHARS / 2)}\n${text.slice(-MAX_CHARS / 2)}`;
}
