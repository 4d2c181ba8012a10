import { describe, expect, it } from 'vitest';
import { type LedgerInput, ledgerEntry } from '../../src/domain/ledger.ts';
import type { Confirmation } from '../../src/domain/records/confirmation.ts';
import type { Session } from '../../src/domain/records/session.ts';
import { UNSAID } from '../../src/domain/report.ts';

const PERIOD = '2026-Q4';
const DAY_MS = 86_400_000;
const at = (date: string) => Date.parse(`${date}T00:00:00Z`);

function session(
  date: string,
  more: Partial<Session> = {},
  counts: Partial<Session['report']> = {},
): Session {
  const report = {
    ...UNSAID,
    date,
    forms: ['hop_thon' as const],
    themes: ['blgd' as const],
    total: 50,
    ...counts,
  };
  return {
    id: `s:${date}`,
    code: `BC-${date}`,
    teamId: 'TTT-001',
    communeId: 'u-1',
    date,
    report,
    gathering: true,
    draftId: date,
    photoConsent: null,
    reporterId: 'p-1',
    channel: 'zalo',
    submittedAtMs: at(date),
    late: false,
    status: 'sent',
    effectId: date,
    ...more,
  };
}

function answer(kind: 'held' | 'not-held', atMs: number, personId = 'p-1'): Confirmation {
  return {
    teamId: 'TTT-001',
    period: PERIOD,
    personId,
    answer: kind,
    sessionIds: [],
    reason: null,
    plannedDate: null,
    atMs,
    effectId: personId,
  };
}

const entry = (input: Partial<LedgerInput>) =>
  ledgerEntry({
    teamId: 'TTT-001',
    period: PERIOD,
    sessions: [],
    confirmations: [],
    today: '2026-11-23',
    dateOf: (ms) => new Date(ms).toISOString().slice(0, 10),
    rules: { graceDays: 10, dueFromDay: 15 },
    ...input,
  });

describe('a team’s standing in a quarter', () => {
  it.each([
    ['planned', {}],
    ['planned', { today: '2026-12-14' }],
    ['due', { today: '2026-12-15' }],
    ['due', { today: '2026-12-31' }],
    ['late', { today: '2027-01-01' }],
    ['reported', { sessions: [session('2026-11-05')], today: '2027-01-01' }],
    ['due', { sessions: [session('2026-11-05', { gathering: false })], today: '2026-12-20' }],
    [
      'not-held',
      { confirmations: [answer('not-held', at('2026-12-20'))], sessions: [session('2026-11-05')] },
    ],
    ['confirmed', { confirmations: [answer('held', at('2026-12-20'))], sessions: [session('2026-11-05')] }],
    ['planned', { confirmations: [answer('held', at('2026-11-20'))] }],
  ] as const)('is %s', (state, input) => {
    expect(entry(input as Partial<LedgerInput>).state).toBe(state);
  });

  it('is open again once its last gathering was withdrawn', () => {
    const confirmations = [answer('held', at('2026-12-20'))];
    const kept = entry({ confirmations, sessions: [session('2026-11-05')] });
    const gone = entry({ confirmations, sessions: [session('2026-11-05', { status: 'withdrawn' })] });
    expect([kept.state, gone.state]).toEqual(['confirmed', 'planned']);
    expect(gone).toMatchObject({ sessions: 0, total: 0, onTime: false });
  });

  it('follows the newest of several answers and tells that they differ', () => {
    const confirmations = [
      answer('held', at('2026-12-20'), 'p-1'),
      answer('not-held', at('2026-12-21'), 'p-2'),
    ];
    const result = entry({ confirmations, sessions: [session('2026-11-05')] });
    expect(result).toMatchObject({ state: 'not-held', disputed: true });
  });

  it('tells why the team has not held a session and when it means to, as long as that answer stands', () => {
    const no = {
      ...answer('not-held', at('2026-11-20'), 'p-1'),
      reason: 'mưa lũ',
      plannedDate: '2026-12-05',
    };
    expect(entry({ confirmations: [no] })).toMatchObject({ reason: 'mưa lũ', plannedDate: '2026-12-05' });
    const since = [no, { ...no, ...answer('held', at('2026-12-06'), 'p-2'), reason: 'mưa lũ' }];
    expect(entry({ confirmations: since, sessions: [session('2026-12-05')] })).toMatchObject({
      ...{ state: 'confirmed', reason: null, plannedDate: null },
    });
  });

  it('is on time up to ten days after the quarter’s end and not a day longer', () => {
    const sessions = [session('2026-11-05')];
    const confirmedOn = (date: string) =>
      entry({ sessions, confirmations: [answer('held', at(date))] }).onTime;
    expect([confirmedOn('2027-01-10'), confirmedOn('2027-01-11')]).toEqual([true, false]);
  });
});

describe('the sums of a quarter', () => {
  it('count what was said and stay empty where nobody said it', () => {
    const sessions = [
      session('2026-10-05', {}, { total: 40, female: 25, children: 0 }),
      session('2026-11-05', {}, { total: 60, female: null, dtts: 12 }),
    ];
    expect(entry({ sessions })).toMatchObject({
      sessions: 2,
      total: 100,
      female: 25,
      male: null,
      dtts: 12,
      children: 0,
      sessionCodes: ['BC-2026-10-05', 'BC-2026-11-05'],
    });
  });

  it('leave withdrawn sessions out', () => {
    const sessions = [session('2026-10-05'), session('2026-11-05', { status: 'withdrawn' })];
    expect(
      entry({ sessions, today: new Date(at('2026-11-23') + DAY_MS).toISOString().slice(0, 10) }).total,
    ).toBe(50);
  });
});
