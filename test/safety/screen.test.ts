import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safetyRows } from '../../scripts/score-safety.ts';
import { loadSafetyLexicon } from '../../src/content/safety-phrases.ts';
import { createSafety } from '../../src/safety/create-safety.ts';
import { gatherFrom, tokensOf } from '../../src/safety/evidence.ts';
import { createGlance } from '../../src/safety/glance.ts';
import { knownParts } from '../../src/safety/known-words.ts';
import { readPlain } from '../../src/safety/plain-text.ts';
import { compileRulebook } from '../../src/safety/rulebook.ts';
import { raisesCard } from '../../src/safety/safety.ts';
import { weigh } from '../../src/safety/weigh.ts';
import { fold } from '../../src/vi/fold.ts';

const lexicon = loadSafetyLexicon('content/phrases/safety');
const safety = createSafety(lexicon);
const book = compileRulebook(lexicon);
const known = knownParts(book);
const mayRaise = createGlance(book);
const CONTEXTS = ['free', 'report_step', 'content_request'] as const;

/** The texts for which the quick look before anything is written comes to another end than the full reading. */
function differing(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    const levels = safety.screen(text);
    // What `assess` does in each context, but read once for the three.
    const evidence = gatherFrom(text, book);
    return CONTEXTS.some((context) => {
      const { level } = weigh(evidence, context, book.points);
      return levels[context] !== (raisesCard(level) ? level : 'none');
    });
  });
}

/** The texts whose words, looked up one by one, are not those that the tokenizer finds. */
function misread(texts: readonly string[]): string[] {
  const facts = (token: ReturnType<typeof tokensOf>[number]) => [
    token.kind,
    token.raw,
    token.spelling.key,
    token.origin,
    token.capital,
  ];
  return texts.filter((text) => {
    const plain = readPlain(text, known);
    if (plain === null) return false;
    const found = plain.map(({ token }) => facts(token));
    return JSON.stringify(found) !== JSON.stringify(tokensOf(text, book).map(facts));
  });
}

/** The rows of a family, varied from one sentence, stand side by side: one of each is enough. */
const TRADE_EVERY = 17;

const tradeRows = ['commands', 'dates', 'numbers', 'yesno', 'reports'].flatMap((kind) =>
  readFileSync(`test/corpus/vi/seen/${kind}.jsonl`, 'utf8')
    .split('\n')
    .filter((line, n) => line !== '' && n % TRADE_EVERY === 0)
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
const dangerRows = ['seen', 'unseen', 'fresh', 'neutral'].flatMap((name) => safetyRows(name));
const texts = [...new Set([...dangerRows.map(({ text }) => text), ...tradeRows])];

/** Enough of them for each way, other ones for each: the whole corpus is compared as it is. */
const MUTATE_EVERY = 28;

/** What does not end early is read in full: enough to see that it is. */
const WHOLE_EVERY = 10;

/** To see that the comparison reads as the check itself does. */
const SAID_EVERY = 50;

/** Ways in which the same words come: each breaks another assumption of a quick look. */
const MUTATIONS: Record<string, (text: string) => string> = {
  'as they are': (text) => text,
  'without accents': fold,
  'in capitals': (text) => text.toUpperCase(),
  decomposed: (text) => text.normalize('NFD'),
  'without spaces after commas': (text) => text.replace(/, /g, ','),
  'on lines of their own': (text) => text.replace(/ (?=\S+ \S+$)/, '\n'),
  'with numbers glued to words': (text) => text.replace(/(\d) (\p{L})/gu, '$1$2'),
  'with a letter held down': (text) => text.replace(/(\p{L})$/u, '$1$1$1$1'),
  'with a picture and a quote': (text) => `“${text}” 😢…`,
  'with the first letter lost': (text) => text.replace(/ (\p{L})(\p{L}{3})/u, ' $2'),
};

describe('the quick look before anything is written', () => {
  it('ends early over the whole corpus only where the full reading raises nothing', () => {
    expect(misread(texts)).toEqual([]);
    const ended = texts.filter((text) => {
      const plain = readPlain(text, known);
      return plain !== null && !mayRaise(plain);
    });
    expect(ended.length).toBeGreaterThan(1_000);
    expect(differing(ended)).toEqual([]);
  });

  it('comes to the same end as the full reading where it goes on to it', () => {
    expect(differing(texts.filter((_, n) => n % WHOLE_EVERY === 0))).toEqual([]);
  });

  it('is compared with what is said of a text in each context', () => {
    const some = texts.filter((_, n) => n % SAID_EVERY === 0);
    for (const text of some) {
      const evidence = gatherFrom(text, book);
      for (const context of CONTEXTS)
        expect(safety.assess(text, context)).toEqual(weigh(evidence, context, book.points));
    }
  });

  it.each(Object.keys(MUTATIONS).map((way, n) => [way, n] as const))(
    'comes to the same end as the full reading, texts %s',
    (way, first) => {
      const mutate = MUTATIONS[way] as (text: string) => string;
      const mutated = texts.filter((_, n) => n % MUTATE_EVERY === first).map(mutate);
      expect(differing(mutated)).toEqual([]);
      expect(misread(mutated)).toEqual([]);
    },
  );

  it('comes to the same end for any mixture of the words of the lists and of what stands between words', () => {
    const phrases = Object.values(lexicon.words.phrases).flat();
    const words = phrases.flatMap((phrase) => phrase.split(/[()|= ]+/)).filter((word) => word !== '');
    const short = Object.keys({ ...lexicon.words.abbreviations, ...lexicon.words.afterNumber });
    const part = fc.oneof(
      { arbitrary: fc.constantFrom(...words), weight: 8 },
      { arbitrary: fc.constantFrom(...words).map(fold), weight: 4 },
      fc.constantFrom(...short),
      fc.constantFrom('a', 'à', 'lộn', 'không', 'ddanhs', 'd9a1nh', 'xoong', '3467-ACDE', 'Ðánh'),
      fc.constantFrom('14', '50', '8', '.', '!', ',', '…', '"', '\n', '-', '😢', '\u0301', '\u200b'),
    );
    const glue = fc.constantFrom(' ', ' ', ' ', ' ', '');
    const text = fc.array(fc.tuple(part, glue), { maxLength: 14 }).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(text, (mixed) => {
        expect(differing([mixed])).toEqual([]);
        expect(misread([mixed])).toEqual([]);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('spares most of what people write the full reading', () => {
    const read = tradeRows.filter((text) => readPlain(text, known) !== null);
    expect(read.length).toBeGreaterThan(0.7 * tradeRows.length);
  });
});
