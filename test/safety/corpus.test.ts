import { describe, expect, it } from 'vitest';
import { projectSafety, type Share, safetyRows, scoreSafety } from '../../scripts/score-safety.ts';

const safety = projectSafety();

function shareOf({ part, whole }: Share): number {
  return whole === 0 ? 1 : part / whole;
}

/** What each corpus must reach; the unseen one is the honest figure. */
const FLOORS = {
  seen: { rows: 1_000, caught: 0.98, imminent: 0.98, falseAlarms: 0.015 },
  unseen: { rows: 600, caught: 0.97, imminent: 0.97, falseAlarms: 0.03 },
  fresh: { rows: 3_000, caught: 0.97, imminent: 0.95, falseAlarms: 0.03 },
};

describe.each(Object.entries(FLOORS))('the %s safety corpus', (name, floor) => {
  const score = scoreSafety(safetyRows(name), safety);

  it('is large enough to mean something', () => {
    expect(score.rows).toBeGreaterThan(floor.rows);
  });

  it('has its disclosures and emergencies caught', () => {
    expect(shareOf(score.caught)).toBeGreaterThanOrEqual(floor.caught);
  });

  it('has its emergencies recognised as imminent', () => {
    expect(shareOf(score.imminent)).toBeGreaterThanOrEqual(floor.imminent);
  });

  it('raises few false alarms on trade talk', () => {
    expect(shareOf(score.falseAlarms)).toBeLessThanOrEqual(floor.falseAlarms);
  });
});

describe('the closed corpus of names, verse and everyday life', () => {
  const score = scoreSafety(safetyRows('neutral'), safety);

  it('is large enough to mean something', () => {
    expect(score.falseAlarms.whole).toBeGreaterThan(300);
  });

  it('raises next to no card', () => {
    expect(shareOf(score.falseAlarms)).toBeLessThanOrEqual(0.02);
  });
});

describe('an emergency', () => {
  it('never comes to nothing in the corpora that are looked at', () => {
    expect(scoreSafety(safetyRows('seen'), safety).imminentMissed).toBe(0);
  });
});

const devRows = safetyRows('dev');

describe.runIf(devRows.length > 0)('the shared example corpus', () => {
  it('is read without a miss or a false alarm', () => {
    const misses: string[] = [];
    scoreSafety(devRows, safety, (row) => misses.push(row.id));
    expect(misses).toEqual([]);
  });
});
