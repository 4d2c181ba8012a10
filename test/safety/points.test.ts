import { describe, expect, it } from 'vitest';
import { createSafety } from '../../src/safety/create-safety.ts';
import type { Rule } from '../../src/safety/lexicon.ts';
import { type PointTable, pointList } from '../../src/safety/point-table.ts';

const words = { phrases: { pain: ['đau'], thing: ['cát'] }, abbreviations: {}, afterNumber: {}, foreign: [] };

/** Three words that speak for danger, and the class of one of them. */
const SPEAKING = {
  'u:nhu': [40, 0],
  'u:bao': [40, 0],
  'u:cat': [40, 0],
  'g:thing': [30, 0],
} satisfies PointTable;

function withPoints(points: PointTable) {
  return createSafety({ words, rules: [], points: pointList(points) });
}

describe('the points of a text', () => {
  it('raise the card where no rule knows the sentence, and say so', () => {
    const safety = withPoints({
      base: [-150, -50],
      'u:nhu': [40, 0],
      'u:bao': [60, 0],
      'b:bao cat': [80, 0],
      'g:thing': [30, 0],
    });
    expect(safety.assess('như cái bao cát', 'free')).toEqual({
      level: 'disclosure',
      topic: 'violence',
      rules: ['words-danger'],
    });
    expect(safety.assess('cát đổ vào bao', 'free').level).toBe('none');
  });

  it('count every sign once, however often it is repeated', () => {
    const safety = withPoints({ base: [-190, -50], ...SPEAKING });
    expect(safety.assess('như bao cát', 'free').level).toBe('disclosure');
    expect(safety.assess('bao bao cát cát bao bao', 'free').level).toBe('none');
  });

  it('raise nothing without enough different words that speak for danger, whatever the sum', () => {
    const safety = withPoints({ base: [300, -50], 'u:bao': [900, 0], 'u:cat': [40, 0], 'u:nhu': [39, 0] });
    expect(safety.assess('người mẫu a', 'free').level).toBe('none');
    expect(safety.assess('như bao cát', 'free').level).toBe('none');
  });

  it('ask for a fourth word and more points where no word class speaks: so names and verse look', () => {
    const three = { 'u:nhu': [40, 0], 'u:bao': [40, 0], 'u:cat': [40, 0] } satisfies PointTable;
    const four = { ...three, 'u:rach': [40, 0] } satisfies PointTable;
    expect(withPoints({ base: [300, -50], ...three }).assess('như bao cát', 'free').level).toBe('none');
    expect(withPoints({ base: [-100, -50], ...four }).assess('như bao cát rách', 'free').level).toBe(
      'disclosure',
    );
    expect(withPoints({ base: [-120, -50], ...four }).assess('như bao cát rách', 'free').level).toBe('none');
  });

  it('look at accents and word classes too', () => {
    const pain = { 'k:đau': [40, 0], 'g:pain': [40, 0] } satisfies PointTable;
    const safety = withPoints({ base: [-110, -50], ...pain, 'u:lam': [40, 0] });
    expect(safety.assess('đau lắm', 'free').level).toBe('disclosure');
    expect(safety.assess('dau lam', 'free').level).toBe('none');
  });

  it('know where a text begins and ends, and two words with one between them', () => {
    const ends = {
      'b:^ nhu': [40, 0],
      's:^ bao': [40, 0],
      's:bao $': [40, 0],
      'b:cat $': [40, 0],
    } satisfies PointTable;
    const safety = withPoints({ base: [-360, -50], ...SPEAKING, ...ends, 's:nhu cat': [40, 0] });
    expect(safety.assess('như bao cát', 'free').level).toBe('disclosure');
    expect(safety.assess('nhà như bao cát', 'free').level).toBe('none');
    expect(safety.assess('như bao cát to', 'free').level).toBe('none');
    expect(safety.assess('như cái bao cát', 'free').level).toBe('none');
  });

  it('weigh what the rules alone make of a text', () => {
    const rules: Rule[] = [
      {
        id: 'hurts',
        says: 'disclosure',
        topic: 'violence',
        grade: 'self',
        patterns: ['pain'],
        now: false,
        cry: false,
      },
    ];
    const calm = { base: [-200, -50] } satisfies PointTable;
    const safety = (points: PointTable) => createSafety({ words, rules, points: pointList(points) });
    expect(safety({ ...calm }).assess('đau lắm', 'free').level).toBe('topic');
    expect(safety({ ...calm, 'r:disclosure': [100, 0] }).assess('đau lắm', 'free').level).toBe('disclosure');
    expect(safety({ ...calm, 'r:none': [100, 0] }).assess('đau lắm', 'free').level).toBe('topic');
    expect(safety({ ...calm, 'r:disclosure': [100, 90] }).assess('đau lắm', 'free').level).toBe('imminent');
  });

  it('weigh the open step', () => {
    const safety = withPoints({ base: [-150, -50], ...SPEAKING, 'c:report_step': [-100, 0] });
    expect(safety.screen('như bao cát')).toMatchObject({ free: 'disclosure', report_step: 'none' });
  });

  it('tell danger now from danger', () => {
    const safety = withPoints({ base: [-100, -50], ...SPEAKING, 'u:gio': [0, 90] });
    expect(safety.assess('giờ như bao cát', 'free')).toMatchObject({
      level: 'imminent',
      rules: ['words-urgent'],
    });
  });
});
