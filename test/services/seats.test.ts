import { describe, expect, it } from 'vitest';
import { newConversation } from '../../src/domain/conversation.ts';
import type { Effect, TeamRole } from '../../src/domain/effect.ts';
import type { FactRequest, SeatByNameFact } from '../../src/domain/fact.ts';
import { applyEffect } from '../../src/services/effects/index.ts';
import { MAX_WRONG_CODES, MAX_WRONG_CODES_OVERALL } from '../../src/services/facts/code-lock.ts';
import { loadFacts, loadMe } from '../../src/services/facts/index.ts';
import { loadDemo } from '../../src/services/roster/demo.ts';
import { removeMember } from '../../src/services/teams/put-member.ts';
import { testConsents, testEraser, testLinkCodes } from '../support/eraser.ts';
import { ALICE } from '../support/events.ts';
import { openTestStores } from '../support/stores.ts';
import { stubChannel } from '../support/stub-channel.ts';

const TIMES = { timeZone: 'Asia/Ho_Chi_Minh', periodKind: 'quarter' } as const;
const TEAM = 'TTT-901';

async function openWorld() {
  const context = await openTestStores();
  await loadDemo(context);
  const channel = stubChannel(() => 0);
  const deps = {
    ...context,
    ...TIMES,
    outbox: context.storage.outbox,
    conversations: context.storage.conversations,
    eraser: testEraser(context),
    consents: testConsents(context),
    linkCodes: testLinkCodes(context),
    sequences: context.storage.sequences,
    channelOf: () => channel,
  };
  let n = 0;
  const apply = (effect: Effect, personId: string | null, effectId = `e#${n++}`) => {
    const parts = { channel: 'zalo', accountId: '1001', userId: '5001' } as const;
    return applyEffect(
      effect,
      { effectId, conversationId: ALICE, parts, personId, group: 1, position: 0, messages: [] },
      deps,
    );
  };
  const load = async (request: FactRequest, personId: string | null = null): Promise<unknown> => {
    const context = { eventKey: 'k', conversationId: ALICE, personId };
    return Object.values(await loadFacts([request], context, deps))[0];
  };
  const lookUp = async (code: string) =>
    (await load({ name: 'join-code', code })) as {
      status: string;
      freeSeats?: { memberId: string; role: TeamRole }[];
    };
  const seatOf = async (personName: string) =>
    (await load({ name: 'seat-by-name', teamId: TEAM, personName })) as SeatByNameFact | null;
  const codeOf = async (kind: string) => {
    const page = await context.stores.joinCodes.find({ index: 'byTeam', equals: [TEAM, kind], limit: 1 });
    return page.items[0]?.value.code ?? '';
  };
  const me = (personId: string) => loadMe(ALICE, { ...newConversation(), personId }, deps);
  return { ...context, apply, load, me, lookUp, seatOf, codeOf };
}

const take = (memberId: string | null, role: TeamRole): Effect => ({
  type: 'take-seat',
  teamId: TEAM,
  role,
  memberId,
  personName: 'Người Mẫu',
});

describe('a join code', () => {
  it('of reporters opens the free seats of the roster, one of members none', async () => {
    const world = await openWorld();
    expect(await world.lookUp(await world.codeOf('member'))).toMatchObject({ status: 'ok', freeSeats: [] });
    const seats = (await world.lookUp(await world.codeOf('reporter'))).freeSeats ?? [];
    expect(seats.map(({ role }) => role).sort()).toEqual(['leader', 'reporter', 'reporter']);
  });

  it('is read without caring about case, spaces and dashes', async () => {
    const world = await openWorld();
    const code = await world.codeOf('member');
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4).toLowerCase()} `;
    expect((await world.lookUp(typed)).status).toBe('ok');
  });

  it('cannot be guessed by many people together: beyond a number of wrong ones nobody may try for an hour', async () => {
    const world = await openWorld();
    const code = await world.codeOf('member');
    const atMs = world.clock.businessNow();
    const tries = (count: number, from = 0) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          world.stores.joinAttempts.insertIfAbsent(`x${from + n}`, {
            conversationId: `zalo:1001:${n}`,
            atMs,
          }),
        ),
      );
    await tries(MAX_WRONG_CODES_OVERALL - 1);
    expect((await world.lookUp(code)).status).toBe('ok');
    await tries(1, MAX_WRONG_CODES_OVERALL);
    expect((await world.lookUp(code)).status).toBe('locked');
    world.clock.advance(3_600_001);
    expect((await world.lookUp(code)).status).toBe('ok');
  });

  it('that was revoked or whose team is gone is unknown', async () => {
    const world = await openWorld();
    const code = await world.codeOf('member');
    const stored = await world.stores.joinCodes.get(code);
    if (!stored) throw new Error('no code');
    await world.stores.joinCodes.replace(code, { ...stored.value, revokedAtMs: 1 }, stored.version);
    expect((await world.lookUp(code)).status).toBe('unknown');
  });

  it('is locked after five wrong ones, for an hour', async () => {
    const world = await openWorld();
    for (let n = 0; n < MAX_WRONG_CODES; n++) await world.apply({ type: 'count-wrong-code' }, null);
    const code = await world.codeOf('member');
    expect((await world.lookUp(code)).status).toBe('locked');
    world.clock.advance(3_600_001);
    expect((await world.lookUp(code)).status).toBe('ok');
  });

  it('wrong once and delivered twice counts once', async () => {
    const world = await openWorld();
    for (let n = 0; n < MAX_WRONG_CODES; n++) await world.apply({ type: 'count-wrong-code' }, null, 'same#0');
    expect((await world.lookUp(await world.codeOf('member'))).status).toBe('ok');
  });
});

describe('a plain member’s seat', () => {
  it('is found by the whole name, whatever its accents and case', async () => {
    const world = await openWorld();
    const seat = await world.seatOf('THANH VIEN 1 MAU 01');
    expect(seat).toMatchObject({ name: 'Thành viên 1 Mẫu 01', whole: true });
  });

  it('is found without the family name when only one row fits, and not by a given name alone', async () => {
    const world = await openWorld();
    expect(await world.seatOf('2 Mẫu 01')).toMatchObject({ name: 'Thành viên 2 Mẫu 01', whole: false });
    expect(await world.seatOf('Mẫu 01')).toBeNull();
    expect(await world.seatOf('01')).toBeNull();
  });

  it('is never a leader’s or reporter’s, nor one that is taken or set aside', async () => {
    const world = await openWorld();
    expect(await world.seatOf('Tổ trưởng Mẫu 01')).toBeNull();
    const [taken, gone] = [
      await world.seatOf('Thành viên 1 Mẫu 01'),
      await world.seatOf('Thành viên 2 Mẫu 01'),
    ];
    await world.apply(take(taken?.memberId ?? '', 'member'), 'p-first');
    await removeMember(TEAM, gone?.memberId ?? '', world);
    expect(await world.seatOf('Thành viên 1 Mẫu 01')).toBeNull();
    expect(await world.seatOf('Thành viên 2 Mẫu 01')).toBeNull();
  });

  it('goes to the first who takes it; whoever has no row waits for the officer and is told', async () => {
    const world = await openWorld();
    const memberId = (await world.seatOf('Thành viên 1 Mẫu 01'))?.memberId ?? '';
    await world.apply(take(memberId, 'member'), 'p-first');
    await world.apply(take(memberId, 'member'), 'p-second');
    await world.apply(take(null, 'member'), 'p-third');
    expect(await world.stores.memberships.count({ index: 'byTeam', equals: [TEAM] })).toBe(1);
    expect((await world.stores.memberships.get(`${TEAM}:p-first`))?.value).toMatchObject({
      role: 'member',
      memberId,
    });
    expect(await world.stores.seatRequests.count({ index: 'byState', equals: ['open'] })).toBe(2);
    expect(await world.storage.outbox.due(world.clock.systemNow(), 10)).not.toHaveLength(0);
  });
});

describe('who waits for an officer', () => {
  const wish = (personName: string, role: TeamRole = 'reporter'): Effect => ({
    type: 'request-seat',
    teamId: TEAM,
    role,
    personName,
  });
  const open = async ({ stores }: Awaited<ReturnType<typeof openWorld>>) =>
    (await stores.seatRequests.find({ index: 'byState', equals: ['open'], limit: 9 })).items;

  it('has one request however often they ask, under the name given last and for the higher seat', async () => {
    const world = await openWorld();
    await world.apply(wish('Người Mẫu', 'member'), 'p-first', 'same#0');
    await world.apply(wish('Người Mẫu', 'member'), 'p-first', 'same#0');
    await world.apply(wish('Người Thị Mẫu'), 'p-first');
    world.clock.advance(1_000);
    await world.apply(wish('Người Khác'), 'p-second');
    const names = (await open(world)).map(({ value: { name, role } }) => [name, role]);
    expect(names).toEqual([
      ['Người Thị Mẫu', 'reporter'],
      ['Người Khác', 'reporter'],
    ]);
  });

  it('is known to wait, since when and for which team, also in what is kept of them', async () => {
    const world = await openWorld();
    expect((await world.me('p-first')).waitingSeat).toBeNull();
    await world.apply(wish('Người Mẫu'), 'p-first');
    expect((await world.me('p-first')).waitingSeat).toEqual({
      ...{ teamId: TEAM, teamName: 'Tổ truyền thông Thôn Mẫu 01', role: 'reporter', sinceOn: '2026-11-23' },
    });
    expect(await world.load({ name: 'my-data' }, 'p-first')).toMatchObject({
      requests: ['Người Mẫu, báo cáo viên Tổ truyền thông Thôn Mẫu 01'],
    });
  });

  it('waits no more once they found their row themselves', async () => {
    const world = await openWorld();
    await world.apply(wish('Người Mẫu'), 'p-first');
    const leader = (await world.lookUp(await world.codeOf('reporter'))).freeSeats?.[0];
    await world.apply(take(leader?.memberId ?? '', 'leader'), 'p-first');
    expect(await open(world)).toEqual([]);
    expect((await world.me('p-first')).waitingSeat).toBeNull();
  });
});

describe('a leader’s or reporter’s seat', () => {
  it('goes to the first who takes it; the second waits for the officer and is told', async () => {
    const world = await openWorld();
    const leader = (await world.lookUp(await world.codeOf('reporter'))).freeSeats?.find(
      ({ role }) => role === 'leader',
    );
    await world.apply(take(leader?.memberId ?? '', 'leader'), 'p-first');
    await world.apply(take(leader?.memberId ?? '', 'leader'), 'p-second');
    expect((await world.stores.memberships.get(`${TEAM}:p-first`))?.value.role).toBe('leader');
    expect(await world.stores.memberships.get(`${TEAM}:p-second`)).toBeNull();
    expect(await world.stores.seatRequests.count({ index: 'byState', equals: ['open'] })).toBe(1);
    expect(await world.storage.outbox.due(world.clock.systemNow(), 10)).toHaveLength(1);
  });

  it('is taken once, however often the effect is repeated', async () => {
    const world = await openWorld();
    const seat = (await world.lookUp(await world.codeOf('reporter'))).freeSeats?.[0];
    for (let n = 0; n < 3; n++)
      await world.apply(take(seat?.memberId ?? '', 'reporter'), 'p-first', 'same#0');
    expect(await world.stores.memberships.count({ index: 'byTeam', equals: [TEAM] })).toBe(1);
    expect(await world.stores.seatRequests.count({ index: 'byState', equals: ['open'] })).toBe(0);
  });

  it('is not lost by joining again as a plain member', async () => {
    const world = await openWorld();
    const seat = (await world.lookUp(await world.codeOf('reporter'))).freeSeats?.[0];
    await world.apply(take(seat?.memberId ?? '', 'reporter'), 'p-first');
    const plain = await world.seatOf('Thành viên 1 Mẫu 01');
    await world.apply(take(plain?.memberId ?? '', 'member'), 'p-first');
    expect((await world.stores.memberships.get(`${TEAM}:p-first`))?.value.role).toBe('reporter');
  });
});
