import { describe, expect, it } from 'vitest';
import { createSafety } from '../../src/safety/create-safety.ts';
import type { Rule } from '../../src/safety/lexicon.ts';
import { parsePattern } from '../../src/safety/pattern.ts';
import { pointList } from '../../src/safety/point-table.ts';

const words = {
  phrases: {
    'who.self': ['em'],
    'who.known': ['chị hàng xóm'],
    act: ['đánh', 'tát'],
    'frame.play': ['tiểu phẩm'],
    real: ['chuyện thật'],
    idiom: ['đánh giá'],
    safe_word: ['sen'],
  },
  abbreviations: { e: 'em' },
  afterNumber: {},
  foreign: [],
};

function withRules(...rules: Rule[]) {
  return createSafety({ words, rules, points: pointList({}) });
}

const hit: Rule = {
  id: 'hit',
  says: 'disclosure',
  topic: 'violence',
  grade: 'bare',
  now: false,
  cry: false,
  patterns: ['act ~1 who', 'who ~2 act'],
};

describe('a pattern', () => {
  it('stands for the classes below the ones it names', () => {
    const { items } = parsePattern('who ~2 act', Object.keys(words.phrases));
    expect(items.map((item) => [...item.tags])).toEqual([['who.self', 'who.known'], ['act']]);
    expect(items[1]?.gapBefore).toBe(2);
  });

  it('is refused when it names an unknown class or puts a gap at its edge', () => {
    expect(() => parsePattern('who nobody', Object.keys(words.phrases))).toThrow(
      'there is no word class "nobody"',
    );
    expect(() => parsePattern('who ~2', Object.keys(words.phrases))).toThrow('between two classes');
  });

  it('reaches over as many words as its gap allows and never over the end of a sentence', () => {
    const safety = withRules(hit);
    expect(safety.assess('đánh cả em', 'free').level).toBe('disclosure');
    expect(safety.assess('đánh cả nhà em', 'free').level).toBe('none');
    expect(safety.assess('đánh. em', 'free').level).toBe('none');
  });

  it('does not see words inside an idiom', () => {
    expect(withRules(hit).assess('đánh giá em', 'free').level).toBe('none');
  });
});

describe('a frame', () => {
  const play: Rule = {
    id: 'play',
    says: 'frame',
    covers: 'known',
    reach: 'message',
    patterns: ['frame.play'],
  };

  it('explains finds up to its grade', () => {
    const safety = withRules(hit, play);
    expect(safety.assess('tiểu phẩm đánh chị hàng xóm', 'free').level).toBe('topic');
    expect(safety.assess('tiểu phẩm đánh em', 'free').level).toBe('disclosure');
  });

  it('gives way when words lift the find above it', () => {
    const lift: Rule = { id: 'real', says: 'lift', grades: 1, told: false, patterns: ['real'] };
    const reading = withRules(hit, play, lift).assess('tiểu phẩm đánh chị hàng xóm, chuyện thật', 'free');
    expect(reading).toEqual({ level: 'disclosure', topic: 'violence', rules: ['hit', 'real'] });
  });

  it('that reaches only after itself leaves what was said before it', () => {
    const after: Rule = { ...play, reach: 'after' };
    expect(withRules(hit, after).assess('đánh chị hàng xóm, tiểu phẩm', 'free').level).toBe('disclosure');
  });
});
