import { PhraseIndex } from '../vi/phrase-index.ts';
import { type TokenWords, tokenWords } from '../vi/tokens.ts';
import { type GlanceTables, glanceTables } from './glance-tables.ts';
import type { FindRule, FrameRule, LiftRule, MaskRule, Rule, SafetyLexicon } from './lexicon.ts';
import { type Pattern, parsePattern } from './pattern.ts';
import { PatternSet } from './pattern-set.ts';
import { Points } from './points.ts';
import { SYNTHETIC_TAGS } from './synthetic.ts';
import { WordNumbers } from './word-numbers.ts';

/** A lexicon made ready once for any number of texts. */
export interface Rulebook {
  words: TokenWords;
  index: PhraseIndex;
  masks: PatternSet<MaskRule>;
  finds: PatternSet<FindRule>;
  frames: PatternSet<FrameRule>;
  lifts: PatternSet<LiftRule>;
  numbers: WordNumbers;
  points: Points;
  glance: GlanceTables;
}

/**
 * Makes a lexicon ready.
 * @throws {Error} when a pattern names an unknown class; the message begins with the rule's id.
 */
export function compileRulebook(lexicon: SafetyLexicon): Rulebook {
  const known = [...Object.keys(lexicon.words.phrases), ...SYNTHETIC_TAGS];
  const compile = <R extends Rule>(rules: readonly R[]): PatternSet<R> => {
    const read = (rule: R) => rule.patterns.map((source) => parseFor(rule.id, source, known));
    return new PatternSet(rules.map((rule) => ({ rule, patterns: read(rule) })));
  };
  const index = new PhraseIndex(lexicon.words);
  const alarms = compile(lexicon.rules.filter(isFindRule).filter((rule) => rule.says !== 'topic'));
  const numbers = new WordNumbers();
  for (const fold of index.folds) numbers.add(fold);
  const points = new Points(lexicon.points, numbers);
  // What some alarm asks for or whose points speak for danger.
  const raising = new Set([...alarms.tags(), ...points.raisingClasses()]);
  return {
    words: tokenWords(lexicon.words, index),
    index,
    masks: compile(lexicon.rules.filter((rule) => rule.says === 'mask')),
    frames: compile(lexicon.rules.filter((rule) => rule.says === 'frame')),
    lifts: compile(lexicon.rules.filter((rule) => rule.says === 'lift')),
    finds: compile(lexicon.rules.filter(isFindRule)),
    numbers,
    points,
    glance: glanceTables(raising, index, alarms.patterns(), points, numbers),
  };
}

function isFindRule(rule: Rule): rule is FindRule {
  return rule.says === 'topic' || rule.says === 'disclosure' || rule.says === 'imminent';
}

function parseFor(id: string, source: string, known: readonly string[]): Pattern {
  try {
    return parsePattern(source, known);
  } catch (error) {
    throw new Error(`${id}: ${error instanceof Error ? error.message : 'the pattern cannot be read'}`);
  }
}
