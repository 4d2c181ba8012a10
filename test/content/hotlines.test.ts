import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadHotlines, staleHotlines } from '../../src/content/hotlines.ts';
import { tempDir } from '../support/temp-dir.ts';

const SHIPPED = 'content/hotlines.yaml';

/** The shipped table with one piece replaced. */
function changed(from: string, to: string): string {
  const path = join(tempDir(), 'hotlines.yaml');
  const text = readFileSync(SHIPPED, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return path;
}

describe('the hotline table', () => {
  it('holds only numbers with a source, a day of checking and a line in Vietnamese', () => {
    for (const hotline of loadHotlines(SHIPPED).hotlines) {
      expect(hotline.source).not.toBe('');
      expect(hotline.verified_on).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(hotline.lines.vi).toContain(hotline.number);
    }
  });

  it('warns of a number not checked for more than 90 days, and not of one checked 90 days ago', () => {
    const table = loadHotlines(SHIPPED);
    const hotlines = table.hotlines.slice(0, 2).map((hotline, n) => ({
      ...hotline,
      verified_on: n === 0 ? '2026-01-01' : '2026-01-02',
    }));
    expect(staleHotlines({ ...table, hotlines }, '2026-04-02')).toEqual([hotlines[0]]);
  });

  it('is refused with file and line when a number of the order is not in the list', () => {
    const path = changed("violence: ['113', '115'", "violence: ['113', '999'");
    expect(() => loadHotlines(path)).toThrow(/hotlines\.yaml:\d+: .*999 is not in the list/);
  });

  it('is refused when a number stands twice or has no Vietnamese line', () => {
    expect(() => loadHotlines(changed("number: '115'", "number: '113'"))).toThrow('113 is listed twice');
    expect(() => loadHotlines(changed("vi: 'Bị thương", "en: 'Bị thương"))).toThrow('needs a line in vi');
  });

  it('is refused when more numbers are shown than a frightened person can choose from', () => {
    const path = changed("child: ['113', '111', '115']", "child: ['113', '111', '115', '112', '1800 8027']");
    expect(() => loadHotlines(path)).toThrow(/hotlines\.yaml:\d+: order\.imminent\.child/);
  });
});
