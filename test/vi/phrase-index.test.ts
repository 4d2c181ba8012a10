import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadLexicon } from '../../src/content/phrases.ts';
import { PhraseIndex } from '../../src/vi/phrase-index.ts';
import { parsePhrase } from '../../src/vi/phrase-pattern.ts';
import { spell } from '../../src/vi/spelling.ts';
import type { Token } from '../../src/vi/tokens.ts';

const LEXICON = loadLexicon(fileURLToPath(new URL('../../content/phrases', import.meta.url)));

function indexOf(phrases: Record<string, string[]>): PhraseIndex {
  return new PhraseIndex({ phrases, abbreviations: {}, afterNumber: {}, foreign: [] });
}

function tokensOf(text: string): Token[] {
  return text.split(' ').map((raw, n) => ({
    kind: 'word',
    start: n,
    end: n + 1,
    raw,
    spelling: spell(raw),
    glued: false,
    capital: false,
    origin: 'typed',
  }));
}

const found = (index: PhraseIndex, text: string) =>
  (index.matchesAt(tokensOf(text), 0) ?? []).map(({ tag, to, quality }) => `${tag} ${to} ${quality}`);

/** Each part of a phrase said in each of its ways, the others in the first or the last of theirs. */
function waysOf(phrase: string): string[] {
  const { parts } = parsePhrase(phrase);
  return parts.flatMap((choices, n) =>
    choices.flatMap((choice) =>
      [0, -1].map((other) =>
        parts.flatMap((part, i) => (i === n ? choice : (part.at(other) ?? []))).join(' '),
      ),
    ),
  );
}

it('takes a phrase apart into parts, each with the ways of saying it', () => {
  expect(parsePhrase('(Xin|cho em xin|) tờ (rơi|gấp)')).toEqual({
    parts: [[['xin'], ['cho', 'em', 'xin'], []], [['tờ']], [['rơi'], ['gấp']]],
    exactOnly: false,
  });
  expect(parsePhrase('=cn')).toEqual({ parts: [[['cn']]], exactOnly: true });
});

it.each([
  ['(hai', 'brackets'],
  ['hai)', 'brackets'],
  ['một|hai', 'brackets'],
  ['(một|(hai|ba))', 'brackets'],
  ['báo (c|k)áo', 'cuts a word'],
  ['(một|) (hai|)', 'can be empty'],
])('refuses the phrase "%s"', (phrase, why) => {
  expect(() => parsePhrase(phrase)).toThrow(why);
});

it('finds every phrase of the project in every way of saying each of its parts', () => {
  const index = new PhraseIndex(LEXICON);
  for (const [tag, phrases] of Object.entries(LEXICON.phrases)) {
    for (const way of phrases.flatMap(waysOf).filter((text) => text !== '')) {
      expect(found(index, way), way).toContain(`${tag} ${way.split(' ').length} 3`);
    }
  }
});

it('gives the matches of a place in the order of the lexicon, whatever was read before', () => {
  const phrases = {
    a: ['(xin|cho) tờ (rơi|gấp)'],
    b: ['xin tờ rơi', 'xin (tờ|) rơi'],
    c: ['(xin|) tờ rơi', 'xin'],
  };
  const fresh = found(indexOf(phrases), 'xin tờ rơi');
  expect(fresh).toEqual(['c 1 3', 'a 3 3', 'b 3 3', 'b 3 3', 'c 3 3']);
  const used = indexOf(phrases);
  for (const text of ['tờ rơi', 'cho tờ gấp', 'xin rơi', 'xin tờ']) used.matchesAt(tokensOf(text), 0);
  expect(found(used, 'xin tờ rơi')).toEqual(fresh);
});
