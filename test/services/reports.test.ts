import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/effect.ts';
import type { Author } from '../../src/domain/records/revision.ts';
import type { PhotoConsent } from '../../src/domain/report.ts';
import { applyEffect } from '../../src/services/effects/index.ts';
import { quarterLedger } from '../../src/services/quarter-ledger.ts';
import { confirmReport } from '../../src/services/reports/confirm-report.ts';
import { correctReport } from '../../src/services/reports/correct-report.ts';
import { reopenReport } from '../../src/services/reports/reopen-report.ts';
import { returnReport } from '../../src/services/reports/return-report.ts';
import { withdrawReport } from '../../src/services/reports/withdraw-report.ts';
import { openTeamWorld, TEAM } from '../support/team-world.ts';

const REPORTER: Author = { kind: 'person', personId: 'p-1', via: 'zalo' };
const OFFICER: Author = { kind: 'officer', name: 'can-bo-mau', via: 'api' };

async function openWorld() {
  const world = await openTeamWorld();
  await world.person('p-1', '5001');
  const sessionId = await world.report('BC-0001', 'p-1');
  let n = 0;
  const change = (by: Author, more: { reason?: string; effectId?: string } = {}) => ({
    sessionId,
    by,
    reason: more.reason ?? null,
    effectId: more.effectId ?? `x#${n++}`,
  });
  const session = async () => (await world.stores.sessions.get(sessionId))?.value;
  const revisions = async () => {
    const page = await world.stores.revisions.find({ index: 'bySession', equals: [sessionId], limit: 20 });
    return page.items.map(({ value }) => value);
  };
  const ledger = async () => {
    const rules = { graceDays: 10, dueFromDay: 15 };
    const rows = await quarterLedger('2026-Q4', {}, { ...world.deps, rules });
    return rows.find(({ teamId }) => teamId === TEAM);
  };
  const returned = (reason: string) => returnReport({ ...change(OFFICER), reason }, world.deps);
  return { ...world, sessionId, change, session, revisions, ledger, returned };
}

describe('a sent report', () => {
  it('is corrected by its reporter: a revision says who, when, old and new, and the ledger follows', async () => {
    const { deps, change, session, revisions, ledger, clock } = await openWorld();
    const outcome = await correctReport({ ...change(REPORTER), fields: { total: 60, place: null } }, deps);
    expect(outcome).toMatchObject({ done: true, session: { status: 'sent', report: { total: 60 } } });
    expect(await revisions()).toEqual([
      expect.objectContaining({
        ...{
          number: 1,
          action: 'correct',
          atMs: clock.businessNow(),
          byKind: 'person',
          by: 'p-1',
          via: 'zalo',
        },
        changes: [
          { field: 'total', old: 50, new: 60 },
          { field: 'place', old: 'Nhà Thôn Mẫu', new: null },
        ],
      }),
    ]);
    expect(await session()).toMatchObject({ lastRevision: { number: 1 } });
    expect(await ledger()).toMatchObject({ state: 'reported', total: 60 });
  });

  it('changes once, however often the same effect is applied, also when another change came between', async () => {
    const { deps, change, session, revisions } = await openWorld();
    const first = { ...change(REPORTER, { effectId: 'same' }), fields: { total: 60 } };
    await correctReport(first, deps);
    await correctReport({ ...change(REPORTER), fields: { total: 70 } }, deps);
    expect(await correctReport(first, deps)).toMatchObject({ done: true, revision: { number: 1 } });
    expect(await revisions()).toHaveLength(2);
    expect((await session())?.report.total).toBe(70);
  });

  it('keeps both of two changes at the same time, one after the other', async () => {
    const { deps, change, session, revisions } = await openWorld();
    await Promise.all(
      [60, 70, 80].map((total) => correctReport({ ...change(REPORTER), fields: { total } }, deps)),
    );
    expect((await revisions()).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect((await session())?.lastRevision?.changes[0]?.new).toBe((await session())?.report.total);
  });

  it('is not touched by people of other teams, plain members and those who left', async () => {
    const { deps, change, person, session } = await openWorld();
    await person('p-member', '5002', 'member');
    await person('p-other', '5003', 'leader', { teamId: 'TTT-902' });
    for (const personId of ['p-member', 'p-other', 'p-nobody']) {
      const by: Author = { kind: 'person', personId, via: 'zalo' };
      expect(await correctReport({ ...change(by), fields: { total: 1 } }, deps)).toEqual({
        done: false,
        why: 'not-theirs',
      });
      expect(await withdrawReport(change(by), deps)).toEqual({ done: false, why: 'not-theirs' });
    }
    expect(await session()).toMatchObject({ status: 'sent', report: { total: 50 } });
  });

  it.each([
    [{ total: 10, female: 20 }, 'counts-do-not-fit'],
    [{ total: -1 }, 'invalid'],
    [{ forms: [] }, 'invalid'],
    [{ date: '2026-11-24' }, 'bad-date'],
    [{ total: 50 }, 'nothing-to-change'],
  ])('refuses %j as %s', async (fields, why) => {
    const { deps, change } = await openWorld();
    expect(await correctReport({ ...change(REPORTER), fields }, deps)).toMatchObject({ done: false, why });
  });

  it('moves to the quarter of its corrected day, and says whether it came late for it', async () => {
    const { deps, change, session, ledger } = await openWorld();
    await correctReport({ ...change(REPORTER), fields: { date: '2026-09-20' } }, deps);
    expect(await session()).toMatchObject({ date: '2026-09-20', late: true });
    expect(await ledger()).toMatchObject({ sessions: 0 });
  });

  it('once withdrawn counts nowhere and stays so for the team; an officer can reopen it', async () => {
    const { deps, change, ledger } = await openWorld();
    expect(await reopenReport(change(OFFICER), deps)).toMatchObject({ why: 'not-withdrawn' });
    await withdrawReport(change(REPORTER, { reason: 'báo trùng' }), deps);
    expect(await ledger()).toMatchObject({ sessions: 0, state: 'planned' });
    expect(await correctReport({ ...change(REPORTER), fields: { total: 9 } }, deps)).toMatchObject({
      why: 'withdrawn',
    });
    expect(await withdrawReport(change(REPORTER), deps)).toMatchObject({ why: 'withdrawn' });
    expect(await reopenReport(change(REPORTER), deps)).toMatchObject({ why: 'officers-only' });
    expect(await reopenReport(change(OFFICER), deps)).toMatchObject({ session: { status: 'sent' } });
    expect(await ledger()).toMatchObject({ sessions: 1 });
  });

  it('is confirmed by officers alone, and is sent again once corrected', async () => {
    const { deps, change, session } = await openWorld();
    expect(await confirmReport(change(REPORTER), deps)).toMatchObject({ why: 'officers-only' });
    expect(await confirmReport(change(OFFICER), deps)).toMatchObject({ session: { status: 'confirmed' } });
    expect(await confirmReport(change(OFFICER), deps)).toMatchObject({ why: 'nothing-to-change' });
    await correctReport({ ...change(REPORTER), fields: { total: 61 } }, deps);
    expect((await session())?.status).toBe('sent');
  });
});

describe('a returned report', () => {
  it('reaches its reporter with the reason and a button to the very report', async () => {
    const { returned, storage, session } = await openWorld();
    await returned('Số người có đúng không?');
    expect((await session())?.status).toBe('returned');
    const rows = await storage.outbox.list('pending', 5);
    expect(rows.items).toMatchObject([
      { lane: 'broadcast', purpose: 'notice', conversationId: 'zalo:1001:5001' },
    ]);
    expect(JSON.stringify(rows.items[0]?.part)).toContain('Số người có đúng không?');
  });

  it('is not returned again while it waits: the second time changes nothing and tells nobody', async () => {
    const { returned, storage, session, revisions, change, deps, clock } = await openWorld();
    await returned('Số người có đúng không?');
    const before = await session();
    expect(await returned('Xem lại nhé')).toEqual({ done: false, why: 'returned' });
    clock.advance(200 * 86_400_000);
    expect(await returned('Xem lại nhé')).toEqual({ done: false, why: 'returned' });
    expect(await session()).toEqual(before);
    expect(await revisions()).toHaveLength(1);
    expect((await storage.outbox.list('pending', 5)).items).toHaveLength(1);
    expect((await deps.stores.notices.find({ index: 'id', equals: [], limit: 5 })).items).toHaveLength(1);
    await correctReport({ ...change(REPORTER), fields: { total: 60 } }, deps);
    expect(await returned('Vẫn chưa khớp')).toMatchObject({ done: true, session: { status: 'returned' } });
  });

  it('of two officers at the same moment tells its reporter once', async () => {
    const { returned, storage } = await openWorld();
    const outcomes = await Promise.all([returned('Số người?'), returned('Ngày nào?')]);
    expect(outcomes.map(({ done }) => done).sort()).toEqual([false, true]);
    expect((await storage.outbox.list('pending', 5)).items).toHaveLength(1);
  });

  it('is told by the second try when the server fell between the return and its notice', async () => {
    const { returned, storage, deps, stores, change } = await openWorld();
    const notices = Object.create(stores.notices, {
      insertIfAbsent: { value: () => Promise.reject(new Error('the server fell')) },
    });
    const fallen = returnReport(
      { ...change(OFFICER), reason: 'Số người?' },
      { ...deps, stores: { ...deps.stores, notices } },
    );
    await expect(fallen).rejects.toThrow('the server fell');
    await returned('Số người?');
    const rows = await storage.outbox.list('pending', 5);
    expect(JSON.stringify(rows.items.map(({ part }) => part))).toContain('Số người?');
    expect(rows.items).toHaveLength(1);
  });

  it('goes to the leaders and reporters of the team when its reporter is gone', async () => {
    const { returned, person, stores, storage } = await openWorld();
    await person('p-2', '5002', 'leader');
    await person('p-3', '5003', 'member');
    await stores.people.remove('p-1');
    await stores.memberships.remove(`${TEAM}:p-1`);
    await returned('Xem lại giúp');
    const rows = await storage.outbox.list('pending', 5);
    expect(rows.items.map(({ conversationId }) => conversationId)).toEqual(['zalo:1001:5002']);
  });
});

describe('two members who say different things', () => {
  const texts = async (world: Awaited<ReturnType<typeof openWorld>>) => {
    const rows = (await world.storage.outbox.list('pending', 9)).items;
    return rows.map(({ conversationId, part }) => [conversationId, JSON.stringify(part)] as const);
  };
  const apply = (world: Awaited<ReturnType<typeof openWorld>>, effect: Effect, personId: string) => {
    const parts = { channel: 'zalo', accountId: '1001', userId: '5002' } as const;
    const context = {
      effectId: `${effect.type}#${personId}`,
      conversationId: 'zalo:1001:5002',
      parts,
      personId,
    };
    return applyEffect(effect, { ...context, group: 1, position: 0, messages: [] }, world.deps);
  };

  it('about one day are both kept, and the first hears of the second report once', async () => {
    const world = await openWorld();
    await world.person('p-2', '5002');
    const report = (await world.session())?.report;
    if (!report) throw new Error('no report');
    const effect = {
      type: 'submit-report',
      draftId: 'd',
      teamId: TEAM,
      code: 'BC-0002',
      report,
      photos: null,
    } as const;
    await apply(world, effect, 'p-2');
    await apply(world, effect, 'p-2');
    expect(await world.ledger()).toMatchObject({ sessions: 2 });
    expect(await texts(world)).toEqual([['zalo:1001:5001', expect.stringContaining('BC-0002')]]);
  });

  it('about the quarter are both kept, the newest stands, and the other is told', async () => {
    const world = await openWorld();
    await world.person('p-2', '5002');
    const answer = (held: 'held' | 'not-held'): Effect => ({
      ...{ type: 'confirm-quarter', teamId: TEAM, period: '2026-Q4', answer: held },
      ...{ sessionIds: [], reason: null, plannedDate: null },
    });
    await apply(world, answer('held'), 'p-1');
    world.clock.advance(1_000);
    await apply(world, answer('not-held'), 'p-2');
    expect(await world.ledger()).toMatchObject({ state: 'not-held', disputed: true });
    expect(await texts(world)).toEqual([['zalo:1001:5001', expect.stringContaining('chưa tổ chức')]]);
  });

  it('keeps of the answers about photos that came one after the other the most careful one', async () => {
    const world = await openWorld();
    const { sessionId } = world;
    const note = (photos: PhotoConsent) =>
      apply(world, { type: 'note-photo-consent', sessionId, photos }, 'p-1');
    await note({ faces: 'adults', asked: true });
    await note({ faces: 'none', asked: false });
    expect(await world.session()).toMatchObject({ photoConsent: { faces: 'adults', asked: true } });
    await note({ faces: 'children', asked: false });
    await note({ faces: 'children', asked: false });
    await note({ faces: 'children', asked: true });
    expect(await world.session()).toMatchObject({
      status: 'sent',
      photoConsent: { faces: 'children', asked: false },
    });
  });
});
