import { describe, expect, it } from 'vitest';
import { createSafety } from '../../src/safety/create-safety.ts';
import type { PointTable } from '../../src/safety/points.ts';

const words = { phrases: { pain: ['đau'] }, abbreviations: {}, afterNumber: {}, foreign: [] };

function withPoints(points: PointTable) {
  return createSafety({ words, rules: [], points });
}

describe('the points of a text', () => {
  it('raise the card where no rule knows the sentence, and say so', () => {
    const safety = withPoints({ base: [-50, -50], 'u:bao': [60, 0], 'b:bao cat': [80, 0] });
    expect(safety.assess('như cái bao cát', 'free')).toEqual({
      level: 'disclosure',
      topic: 'violence',
      rules: ['words-danger'],
    });
    expect(safety.assess('cát đổ vào bao', 'free').level).toBe('none');
  });

  it('count every sign once, however often it is repeated', () => {
    const safety = withPoints({ base: [0, -50], 'u:bao': [40, 0] });
    expect(safety.assess('bao bao bao bao', 'free').level).toBe('none');
  });

  it('look at accents and word classes too', () => {
    const safety = withPoints({ base: [0, -50], 'k:đau': [40, 0], 'g:pain': [40, 0] });
    expect(safety.assess('đau', 'free').level).toBe('disclosure');
    expect(safety.assess('dau', 'free').level).toBe('none');
  });

  it('weigh the open step', () => {
    const safety = withPoints({ base: [80, -50], 'c:report_step': [-100, 0] });
    expect(safety.screen('gì đó')).toMatchObject({ free: 'disclosure', report_step: 'none' });
  });

  it('tell danger now from danger', () => {
    const safety = withPoints({ base: [80, -50], 'u:gio': [0, 90] });
    expect(safety.assess('bây giờ', 'free')).toMatchObject({ level: 'imminent', rules: ['words-urgent'] });
  });
});
