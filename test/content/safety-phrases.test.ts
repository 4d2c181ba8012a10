import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSafetyLexicon } from '../../src/content/safety-phrases.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A small lexicon of its own: one word class file and one rule file. */
function lexiconOf(words: string, rules: string): string {
  const dir = tempDir();
  mkdirSync(join(dir, 'words'));
  mkdirSync(join(dir, 'rules'));
  writeFileSync(join(dir, 'words', 'words.yaml'), words);
  writeFileSync(join(dir, 'rules', 'rules.yaml'), rules);
  return dir;
}

const RULE = "- id: hit\n  says: disclosure\n  topic: violence\n  patterns:\n    - act\n    - 'act ~1 who'\n";

describe('the safety lexicon', () => {
  it('of the project loads, and every rule has its own id', () => {
    const { rules } = loadSafetyLexicon('content/phrases/safety');
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(30);
  });

  it('is word classes and rules from their folders', () => {
    const lexicon = loadSafetyLexicon(lexiconOf('act: [đánh]\nwho: { self: [em] }\n', RULE));
    expect(lexicon.words.phrases).toEqual({ act: ['đánh'], 'who.self': ['em'] });
    expect(lexicon.rules[0]).toMatchObject({ id: 'hit', grade: 'bare', now: false });
  });

  it('is refused with file and line when a rule names an unknown class', () => {
    const dir = lexiconOf('act: [đánh]\n', RULE);
    expect(() => loadSafetyLexicon(dir)).toThrow(/rules\.yaml:6: .*there is no word class "who"/);
  });

  it('is refused with all faults at once', () => {
    const dir = lexiconOf('act: [đánh]\nwho: [em]\n', RULE + RULE);
    expect(() => loadSafetyLexicon(dir)).toThrow(/rules\.yaml:7: .*the rule hit is already defined/);
    const unknown = lexiconOf('act: [đánh]\n', '- id: X\n  says: shout\n  patterns: []\n');
    expect(() => loadSafetyLexicon(unknown)).toThrow(/rules\.yaml:\d+: /);
  });
});
