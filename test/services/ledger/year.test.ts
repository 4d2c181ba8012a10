import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAdminUnits } from '../../../src/content/admin-units.ts';
import { loadPlan } from '../../../src/content/plan.ts';
import { addDays, daysOfPeriod } from '../../../src/domain/calendar.ts';
import { sumRange } from '../../../src/domain/range-ledger.ts';
import { frozenClock } from '../../../src/lib/clock.ts';
import { seededIds } from '../../../src/lib/ids.ts';
import { exportFile } from '../../../src/services/exports/export-file.ts';
import { fedRows } from '../../../src/services/indicators/fed-rows.ts';
import { rangeLedger } from '../../../src/services/ledger/range-ledger.ts';
import { demoPlan } from '../../../src/services/roster/demo.ts';
import { inventYear } from '../../../src/services/roster/invented-year.ts';
import { loadYear } from '../../../src/services/roster/load-year.ts';
import { seedUnits } from '../../../src/services/seed-units.ts';
import { openStores } from '../../../src/services/stores.ts';
import { openSqliteStorage } from '../../../src/storage/sqlite/open.ts';
import { NOW_MS } from '../../support/events.ts';

/** A whole year, written once and asked in many ways. */
const year = inventYear(2026);
const PLAN = loadPlan('content/plan/versions.yaml');
const HANOI_MS = 7 * 3_600_000;
const TEAMS = demoPlan().teams.map((team) => {
  const end = year.ended.find(({ teamId }) => teamId === team.id);
  return { id: team.id, communeId: team.communeId, withdrawnOn: end?.on ?? null };
});

let deps: Parameters<typeof rangeLedger>[1];

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-year-'));
  const clock = frozenClock(NOW_MS);
  const storage = await openSqliteStorage({ dataDir, clock });
  afterAll(async () => {
    await storage.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const stores = openStores(storage);
  await seedUnits(loadAdminUnits('content/plan/admin-units.json'), stores);
  await loadYear(year, { stores, clock, ids: seededIds('year') });
  const ledgerRules = { graceDays: 10, dueFromDay: 15 };
  deps = { stores, clock, timeZone: 'Asia/Ho_Chi_Minh', periodKind: 'quarter', ledgerRules, plan: PLAN };
});

const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2025-12-15', n));
const range = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));

const quarters = [1, 2, 3, 4].map((n) => `2026-Q${n}`);
const localDay = (ms: number) => new Date(ms + HANOI_MS).toISOString().slice(0, 10);

/** The ledger as somebody with the raw rows, a ruler and patience would make it. */
function naive(teamId: string, from: string, to: string) {
  const team = TEAMS.find(({ id }) => id === teamId);
  const own = year.sessions.filter(
    (one) => one.teamId === teamId && one.status !== 'withdrawn' && one.date >= from && one.date <= to,
  );
  let [expected, held, onTime] = [0, 0, 0];
  for (const quarter of quarters) {
    const days = daysOfPeriod(quarter);
    if (days.from < from || days.to > to) continue;
    if (team?.withdrawnOn && team.withdrawnOn <= days.to) continue;
    expected++;
    if (!own.some((one) => one.gathering && one.date >= days.from && one.date <= days.to)) continue;
    held++;
    // A person who answers twice has replaced their first answer.
    const answers = new Map<string, (typeof year.confirmations)[number]>();
    for (const one of year.confirmations) {
      if (one.teamId === teamId && one.period === quarter && !answers.has(one.personId))
        answers.set(one.personId, one);
    }
    const newest = [...answers.values()].sort((a, b) => b.atMs - a.atMs)[0];
    if (newest?.answer === 'held' && localDay(newest.atMs) <= addDays(days.to, 10)) onTime++;
  }
  const said = (field: 'female' | 'dtts' | 'leaflets') => {
    const known = own.flatMap(({ report }) => report[field] ?? []);
    return known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0);
  };
  return {
    expected,
    held,
    onTime,
    sessions: own.length,
    gatherings: own.filter(({ gathering }) => gathering).length,
    total: own.reduce((sum, { report }) => sum + report.total, 0),
    female: said('female'),
    dtts: said('dtts'),
    leaflets: said('leaflets'),
    codes: own.map(({ code }) => code).sort(),
  };
}

describe('the ledger of an invented year', () => {
  it('is about 1,000 sessions of 700 people in 77 teams, the same for the same seed', () => {
    expect([year.sessions.length, year.memberships.length]).toEqual([1001, 700]);
    expect(inventYear(2026)).toEqual(year);
    expect(inventYear(2026, 'other')).not.toEqual(year);
  });

  it('equals, over any range of days, what the raw rows say', async () => {
    await fc.assert(
      fc.asyncProperty(range, async ({ from, to }) => {
        const lines = await rangeLedger({ from, to, communeIds: null }, deps);
        const shown = new Set(lines.map(({ teamId }) => teamId));
        for (const { teamId, sessionCodes, ...line } of lines) {
          const { codes, ...wanted } = naive(teamId, from, to);
          expect([teamId, line]).toMatchObject([teamId, wanted]);
          expect([...sessionCodes].sort()).toEqual(codes);
        }
        for (const { id } of TEAMS.filter((team) => !shown.has(team.id))) {
          expect(naive(id, from, to)).toMatchObject({ expected: 0, sessions: 0 });
        }
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it('adds communes up to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(range, async ({ from, to }) => {
        const all = sumRange(await rangeLedger({ from, to, communeIds: null }, deps));
        const communes = [...new Set(TEAMS.map(({ communeId }) => communeId))];
        const parts = await Promise.all(
          communes.map(async (id) => sumRange(await rangeLedger({ from, to, communeIds: [id] }, deps))),
        );
        for (const key of ['teams', 'expected', 'held', 'onTime', 'sessions', 'total'] as const)
          expect([key, parts.reduce((sum, part) => sum + part[key], 0)]).toEqual([key, all[key]]);
      }),
      { numRuns: 5, seed: 7 },
    );
  });

  it('keeps the history of a team that was withdrawn or merged, and asks nothing of it afterwards', async () => {
    const [gone] = year.ended;
    const ofYear = await rangeLedger({ from: '2026-01-01', to: '2026-12-31', communeIds: null }, deps);
    const line = ofYear.find(({ teamId }) => teamId === gone?.teamId);
    expect(line).toMatchObject({ expected: 1, team: { withdrawnOn: '2026-05-10' } });
    const merged = ofYear.find(({ teamId }) => teamId === year.ended[1]?.teamId);
    expect(merged).toMatchObject({ expected: 2, team: { mergedInto: year.ended[1]?.mergedInto } });
  });

  it('feeds the rows of the plan with both numbers and the reports behind them', async () => {
    const rows = await fedRows({ from: '2026-01-01', to: '2026-12-31', communeIds: null }, deps);
    const counted = year.sessions.filter(({ status }) => status !== 'withdrawn');
    const dialogues = counted.filter(({ report }) => report.forms.includes('doi_thoai'));
    expect(rows.get('D8-1.2.02c')).toEqual({
      numerator: dialogues.length,
      denominator: null,
      evidence: expect.arrayContaining(dialogues.map(({ code }) => code)),
    });
    const leaflets = counted.reduce((sum, { report }) => sum + (report.leaflets ?? 0), 0);
    expect(rows.get('D8-1.2.03')?.numerator).toBe(leaflets);
    const quarterly = TEAMS.map(({ id }) => naive(id, '2026-01-01', '2026-12-31'));
    expect(rows.get('D8-1.2.02a')).toMatchObject({
      numerator: quarterly.reduce((sum, { held }) => sum + held, 0),
      denominator: quarterly.reduce((sum, { expected }) => sum + expected, 0),
    });
    expect(rows.get('D8-1.1.03')).toMatchObject({ numerator: 77, denominator: 77 });
  });
});

describe('an export of the year', () => {
  const whole = { from: '2026-01-01', to: '2026-12-31', communeIds: null };
  const bytesOf = async (kind: 'sessions' | 'ledger', format: 'csv' | 'xlsx') => {
    const file = await exportFile(kind, format, whole, deps);
    const chunks: Buffer[] = [];
    for await (const chunk of file.chunks) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  };

  it('has every session once, with a BOM, and no text that a spreadsheet takes for a formula', async () => {
    const bytes = await bytesOf('sessions', 'csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => row['Mã báo cáo']).sort()).toEqual(year.sessions.map(({ code }) => code).sort());
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    const [first] = [...year.sessions].sort((a, b) => (a.date < b.date ? -1 : 1));
    const line = rows.find((row) => row['Mã báo cáo'] === first?.code);
    expect(line).toMatchObject({ 'Mã tổ': first?.teamId, 'Tổng số người': String(first?.report.total) });
    expect(rows.some((row) => row['Kết quả']?.startsWith("'=1+1"))).toBe(true);
  });

  it('says the same as XLSX, texts as texts', async () => {
    const sheet = await readSheet(await bytesOf('sessions', 'xlsx'));
    const [heading = [], ...rows] = sheet;
    const csv = parse(await bytesOf('sessions', 'csv'), { bom: true }) as string[][];
    expect(heading).toEqual(csv[0]);
    expect(rows).toHaveLength(year.sessions.length);
    const code = heading.indexOf('Mã báo cáo');
    const total = heading.indexOf('Tổng số người');
    expect(rows.map((row) => [row[code], String(row[total])])).toEqual(
      csv.slice(1).map((row) => [row[code], row[total]]),
    );
    expect(rows.map((row) => row[heading.indexOf('Kết quả')])).toContain('=1+1, bà con hưởng ứng');
  });

  it('closes the ledger with the sums of its lines', async () => {
    const rows = parse(await bytesOf('ledger', 'csv'), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    const sums = rows.at(-1);
    expect(sums?.['Mã tổ']).toBe('Cộng');
    for (const title of ['Số buổi', 'Lượt người', 'Số kỳ phải có cuộc']) {
      const lines = rows.slice(0, -1).reduce((sum, row) => sum + Number(row[title]), 0);
      expect([title, lines]).toEqual([title, Number(sums?.[title])]);
    }
  });
});

it('the invented reports leave the codes alone that the store gives to real ones', () => {
  expect(year.sessions.map(({ code }) => code).sort()[0]).toBe('BC-5001');
});
