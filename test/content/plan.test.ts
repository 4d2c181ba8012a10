import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../src/content/plan.ts';
import { isShare, planOn, sessionsOwed } from '../../src/domain/plan.ts';
import { tempDir } from '../support/temp-dir.ts';

const SHIPPED = 'content/plan/versions.yaml';

/** The shipped plan with one piece replaced. */
function changed(from: string, to: string): string {
  const dir = tempDir();
  cpSync('content/plan', dir, { recursive: true });
  const path = join(dir, 'versions.yaml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return path;
}

describe('the plan', () => {
  const plan = loadPlan(SHIPPED);

  it('has the annex until the end of 2025 and is kept up since, to be confirmed by the province', () => {
    expect(planOn(plan, '2025-12-31')).toMatchObject({ version: 1, confirmation: 'confirmed' });
    expect(planOn(plan, '2026-01-01')).toMatchObject({ version: 2, confirmation: 'to-be-confirmed' });
    expect(planOn(plan, '2021-12-31')).toBeNull();
    expect(plan[0]?.indicators).toHaveLength(39);
  });

  it('asks one session a quarter of each team in both versions', () => {
    expect([sessionsOwed(plan, '2024-03-31'), sessionsOwed(plan, '2026-12-31')]).toEqual([1, 1]);
  });

  it('keeps no number of leaflets beyond the phase that it was given for', () => {
    const rows = plan.map(({ indicators }) => indicators.find(({ code }) => code === 'D8-1.2.03')?.target);
    expect(rows).toEqual([10_000, null]);
  });

  it('knows which rows are shares', () => {
    expect(plan[0]?.indicators.filter(isShare).map(({ code }) => code)).toEqual([
      'D8-2.1.2',
      'D8-2.1.3',
      'D8-2.3.02',
      'D8-2.4.01',
    ]);
  });
});

describe('a faulty plan is refused with file and line', () => {
  it.each([
    ['a gap between versions', 'valid-from: 2026-01-01', 'valid-from: 2026-01-02', 'must be the day after'],
    ['a row that nobody knows', 'D8-1.2.01a', 'D8-9.9.99', 'D8-9.9.99 is no row of version 1'],
    ['an unknown key', 'title: Duy trì', 'titel: Duy trì', 'titel'],
    ['a day that is none', '2025-12-31', '2025-13-31', 'must be a day'],
    ['a missing file', 'indicators: indicators.json', 'indicators: gone.json', 'cannot be read'],
    ['a change of a row that is not kept', 'D8-1.2.03: {', 'D8-1.1.01: {', 'is no row of this version'],
  ])('%s', (_, from, to, message) => {
    expect(() => loadPlan(changed(from, to))).toThrow(message);
    expect(() => loadPlan(changed(from, to))).toThrow(/versions\.yaml:\d+: /);
  });
});
