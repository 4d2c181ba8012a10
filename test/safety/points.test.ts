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

const PAIN_HURTS: Rule = {
  id: 'hurts',
  says: 'disclosure',
  topic: 'violence',
  grade: 'self',
  patterns: ['pain'],
  now: false,
  cry: false,
};

/** What a text of up to four words must have more than others; the texts here have it by their base. */
const SHORT_POINTS = 160;

function withPoints({ base: [danger, urgent] = [0, 0], ...points }: PointTable) {
  return inLongTexts({ ...points, base: [danger + SHORT_POINTS, urgent] });
}

function inLongTexts(points: PointTable) {
  return createSafety({ words, rules: [], points: pointList(points) });
}

describe('the points of a text', () => {
  it('raise the card where no rule knows the sentence, and say so', () => {
    const safety = withPoints({
      base: [-230, -100],
      'u:nhu': [40, 0],
      'u:bao': [60, 0],
      'b:bao cat': [120, 0],
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
    const safety = inLongTexts({ base: [-280, -100], ...SPEAKING });
    expect(safety.assess('a như bao cát b c d e f g h i', 'free').level).toBe('disclosure');
    expect(safety.assess('bao bao cát cát như bao như', 'free').level).toBe('none');
    expect(withPoints({ base: [-215, -100], ...SPEAKING }).assess('như bao cát', 'free').level).toBe(
      'disclosure',
    );
  });

  it('ask for more points where no word class speaks: so names and verse look', () => {
    const levelOf = (points: PointTable) => withPoints(points).assess('như bao cát', 'free').level;
    expect(levelOf({ ...SPEAKING, base: [-200, -50] })).toBe('disclosure');
    expect(levelOf({ ...SPEAKING, base: [-200, -50], 'g:thing': [0, 0], 'u:xa': [30, 0] })).toBe('none');
    expect(levelOf({ ...SPEAKING, base: [-70, -50], 'g:thing': [0, 0] })).toBe('disclosure');
    expect(levelOf({ ...SPEAKING, base: [-110, -50], 'g:thing': [20, 0] })).toBe('none');
  });

  it('look at accents and word classes too', () => {
    const pain = { 'k:đau': [40, 0], 'g:pain': [40, 0] } satisfies PointTable;
    const safety = withPoints({ base: [-180, -50], ...pain, 'u:lam': [40, 0] });
    expect(safety.assess('đau lắm', 'free').level).toBe('disclosure');
    expect(safety.assess('dau lam', 'free').level).toBe('none');
  });

  it('know where a text begins and ends, and three words in a row', () => {
    const ends = { 'b:^ nhu': [40, 0], 'b:cat $': [40, 0] } satisfies PointTable;
    const triples = { 'b:nhu bao': [0, 0], 't:nhu bao cat': [40, 0] } satisfies PointTable;
    const safety = withPoints({ base: [-320, -50], ...SPEAKING, ...ends, ...triples });
    expect(safety.assess('như bao cát', 'free').level).toBe('disclosure');
    expect(safety.assess('nhà như bao cát', 'free').level).toBe('none');
    expect(safety.assess('như bao cát to', 'free').level).toBe('none');
    expect(safety.assess('như bao cũ cát', 'free').level).toBe('none');
  });

  it('know two words near each other in this order, up to four apart, at the ends of a text too', () => {
    const base = { base: [-240, -50], ...SPEAKING } satisfies PointTable;
    const near = withPoints({ ...base, 'n:nhu cat': [40, 0] });
    expect(near.assess('như bao cát', 'free').level).toBe('disclosure');
    expect(near.assess('cát như bao', 'free').level).toBe('none');
    const ends = withPoints({ ...base, 'n:^ bao': [20, 0], 'n:bao $': [20, 0] });
    expect(ends.assess('như bao cát', 'free').level).toBe('disclosure');
    const far = inLongTexts({ base: [-280, -100], ...SPEAKING, 'n:nhu cat': [140, 0] });
    expect(far.assess('như cái bao của cát', 'free').level).toBe('disclosure');
    expect(far.assess('như cái bao của làng cát', 'free').level).toBe('none');
  });

  it('count for less in a longer text, for danger and against it', () => {
    const safety = inLongTexts({ base: [-250, -100], ...SPEAKING });
    expect(safety.assess('a như bao cát b', 'free').level).toBe('none');
    expect(safety.assess('mẫu a b c d e f như bao cát', 'free').level).toBe('disclosure');
  });

  it('must say more in four words or fewer: "qua bên kia" is no emergency, nor is a name', () => {
    const safety = inLongTexts({ base: [-100, -100], ...SPEAKING });
    expect(safety.assess('mẫu như bao cát', 'free').level).toBe('none');
    expect(safety.assess('mẫu a như bao cát', 'free').level).toBe('disclosure');
  });

  it('cannot be added up when three words are listed without the first two', () => {
    expect(() => withPoints({ 't:nhu bao cat': [40, 0] })).toThrow(
      'the points list "t:nhu bao cat" without "b:nhu bao" before it',
    );
  });

  it('weigh what the rules alone make of a text', () => {
    const rules: Rule[] = [PAIN_HURTS];
    const calm = { base: [-150, -50] } satisfies PointTable;
    const levelOf = (text: string, points: PointTable) =>
      createSafety({ words, rules, points: pointList({ ...calm, ...points }) }).assess(text, 'free').level;
    expect(levelOf('mẫu a đau lắm', {})).toBe('topic');
    expect(levelOf('mẫu a đau lắm', { 'r:disclosure': [100, 0] })).toBe('disclosure');
    expect(levelOf('mẫu a đau lắm', { 'r:none': [100, 0] })).toBe('topic');
    expect(levelOf('mẫu a đau lắm', { 'r:disclosure': [100, 90] })).toBe('imminent');
  });

  it('calm nothing in a text of which a rule has read nearly all', () => {
    const rules: Rule[] = [PAIN_HURTS];
    const safety = createSafety({ words, rules, points: pointList({ base: [-900, -50] }) });
    expect(safety.assess('a đau lắm', 'free').level).toBe('disclosure');
    expect(safety.assess('mẫu a đau lắm', 'free').level).toBe('topic');
  });

  it('calm nothing in a long text, whose ordinary words would outweigh any cry', () => {
    const safety = createSafety({ words, rules: [PAIN_HURTS], points: pointList({ base: [-900, -50] }) });
    const told = (others: number) => safety.assess(`${'mẫu '.repeat(others)}đau lắm`, 'free').level;
    expect(told(50)).toBe('topic');
    expect(told(60)).toBe('disclosure');
  });

  it('weigh the open step', () => {
    const safety = withPoints({ base: [-150, -50], ...SPEAKING, 'c:report_step': [-100, 0] });
    expect(safety.screen('như bao cát')).toMatchObject({ free: 'disclosure', report_step: 'none' });
  });

  it('raise the card for less where they speak loudly for danger of this hour, for a missed emergency costs most', () => {
    const levelOf = (urgent: number) =>
      withPoints({ base: [-290, -50], ...SPEAKING, 'u:gio': [0, urgent] }).assess('giờ như bao cát', 'free')
        .level;
    expect(levelOf(140)).toBe('none');
    expect(levelOf(160)).toBe('imminent');
  });

  it('are looked through for loud words at the first look too, those of word classes included', () => {
    const loud = withPoints({ base: [-290, -50], ...SPEAKING, 'g:thing': [30, 160] });
    expect(loud.screen('giờ như bao cát')).toMatchObject({ free: 'imminent' });
  });

  it('tell danger now from danger', () => {
    const safety = withPoints({ base: [-100, -50], ...SPEAKING, 'u:gio': [0, 90] });
    expect(safety.assess('giờ như bao cát', 'free')).toMatchObject({
      level: 'imminent',
      rules: ['words-urgent'],
    });
  });
});
