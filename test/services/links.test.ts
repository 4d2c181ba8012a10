import { describe, expect, it } from 'vitest';
import { newConversation } from '../../src/domain/conversation.ts';
import type { Effect } from '../../src/domain/effect.ts';
import type { FactRequest } from '../../src/domain/fact.ts';
import { partsOfConversationId } from '../../src/domain/ids.ts';
import { membershipId } from '../../src/domain/records/person.ts';
import { Day, Minute } from '../../src/lib/duration.ts';
import { applyEffect } from '../../src/services/effects/index.ts';
import { loadFacts } from '../../src/services/facts/index.ts';
import { linkPeople, unlinkPerson } from '../../src/services/links/link-people.ts';
import { peopleOf } from '../../src/services/links/linked-people.ts';
import { notifyPerson } from '../../src/services/notices/notify-person.ts';
import { notifyTeam } from '../../src/services/notices/notify-team.ts';
import { returnReport } from '../../src/services/reports/return-report.ts';
import { openTeamWorld, TEAM } from '../support/team-world.ts';

const CODE = 'K4P79M';

/** A person with a seat on Zalo, another one on Messenger: two people until they are linked. */
async function openWorld() {
  const world = await openTeamWorld();
  const { deps, stores, clock } = world;
  const zalo = await world.person('p-zalo', '5001', 'leader');
  const messenger = await world.person('p-messenger', '9001', 'member', { channel: 'messenger' });
  const owners: Record<string, string> = { [zalo]: 'p-zalo', [messenger]: 'p-messenger' };
  const apply = (effect: Effect, conversationId: string, effectId = 'e#0') =>
    applyEffect(
      effect,
      {
        ...{ effectId, conversationId, parts: partsOfConversationId(conversationId) },
        ...{ personId: owners[conversationId] ?? null, group: 1, position: 0, messages: [] },
      },
      deps,
    );
  const load = async (request: FactRequest, conversationId: string, eventKey = 'event') => {
    const context = { eventKey, conversationId, personId: owners[conversationId] ?? null };
    const loaded = await loadFacts([request], context, { ...deps, sequences: world.storage.sequences });
    return Object.values(loaded)[0];
  };
  const link = async () => {
    await apply({ type: 'offer-link', code: CODE }, zalo);
    await apply({ type: 'link-chats', code: CODE }, messenger, 'link#0');
  };
  const linked = async () => (await peopleOf('p-zalo', stores)).length > 1;
  const texts = async (id: string) =>
    (await world.storage.outbox.list('pending', 50)).items
      .filter(({ conversationId }) => conversationId === id)
      .map(({ part }) => (part?.kind === 'text' ? part.text : ''));
  return { ...world, zalo, messenger, owners, apply, load, link, linked, texts, clock };
}

describe('the code between two chats', () => {
  it('is the same for a repeated turn, another one for another turn, and is kept nowhere as it is', async () => {
    const { load, zalo, apply, stores } = await openWorld();
    const first = await load({ name: 'link-code' }, zalo, 'one');
    expect(first).toMatch(/^[ACDEFGHJKMNPQRTWXY][34679ACDEFGHJKMNPQRTWXY]{5}$/);
    expect(await load({ name: 'link-code' }, zalo, 'one')).toBe(first);
    expect(await load({ name: 'link-code' }, zalo, 'two')).not.toBe(first);
    await apply({ type: 'offer-link', code: String(first) }, zalo);
    const kept = (await stores.linkCodes.find({ index: 'id', limit: 10 })).items;
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(first);
  });

  it('tells the other app whose it is, its own chat and the same app that they are wrong', async () => {
    const { load, zalo, messenger, apply, person, owners } = await openWorld();
    await apply({ type: 'offer-link', code: CODE }, zalo);
    const look = (from: string) => load({ name: 'link-offer', code: CODE }, from);
    expect(await look(messenger)).toEqual({
      ...{ status: 'ok', name: 'Người Mẫu', seats: ['tổ trưởng Tổ Thôn Mẫu 01'] },
    });
    expect(await look(zalo)).toEqual({ status: 'own' });
    const other = await person('p-other', '5002');
    owners[other] = 'p-other';
    expect(await look(other)).toEqual({ status: 'same-app' });
  });

  it('has run out after a quarter of an hour, and a newer one takes its place', async () => {
    const { load, zalo, messenger, apply, clock, linked } = await openWorld();
    const look = (code: string) => load({ name: 'link-offer', code }, messenger);
    await apply({ type: 'offer-link', code: CODE }, zalo);
    await apply({ type: 'offer-link', code: 'M6N4P7' }, zalo, 'e#1');
    expect(await look(CODE)).toEqual({ status: 'unknown' });
    clock.advance(15 * Minute.ms);
    expect(await look('M6N4P7')).toEqual({ status: 'unknown' });
    await apply({ type: 'link-chats', code: 'M6N4P7' }, messenger, 'link#0');
    expect(await linked()).toBe(false);
  });

  it('is locked after five wrong ones, together with the codes of teams', async () => {
    const { load, zalo, messenger, apply } = await openWorld();
    await apply({ type: 'offer-link', code: CODE }, zalo);
    for (let n = 0; n < 5; n++) await apply({ type: 'count-wrong-code' }, messenger, `wrong#${n}`);
    expect(await load({ name: 'link-offer', code: CODE }, messenger)).toEqual({ status: 'locked' });
    expect(await load({ name: 'join-code', code: 'K7PM4XWQ' }, messenger)).toMatchObject({
      status: 'locked',
    });
  });
});

describe('a link', () => {
  it('is made once and told once, however often its effect is repeated, and its code makes no second one', async () => {
    const { link, linked, apply, messenger, zalo, texts, person, owners } = await openWorld();
    await link();
    await apply({ type: 'link-chats', code: CODE }, messenger, 'link#0');
    expect(await linked()).toBe(true);
    expect(await texts(zalo)).toEqual([
      expect.stringContaining('Facebook Messenger của anh/chị đã được nối'),
    ]);
    expect(await texts(messenger)).toEqual([]);
    const late = await person('p-late', '9002', 'member', { channel: 'messenger' });
    owners[late] = 'p-late';
    await apply({ type: 'link-chats', code: CODE }, late, 'late#0');
    expect(await texts(late)).toEqual([expect.stringContaining('chưa nối được')]);
  });

  it('is not made with somebody who is linked already, and nothing of the try stays', async () => {
    const { link, stores } = await openWorld();
    await link();
    const how = { effectId: 'x', sinceMs: 0 };
    expect(await linkPeople('p-third', 'p-zalo', how, stores)).toBe(false);
    expect(await linkPeople('p-zalo', 'p-third', how, stores)).toBe(false);
    expect(await stores.personLinks.get('p-third')).toBeNull();
    expect(await peopleOf('p-zalo', stores)).toEqual(['p-zalo', 'p-messenger']);
  });

  it('counts in one team as the higher of the two seats, and ends without a trace in either', async () => {
    const { link, load, messenger, apply, stores, linked } = await openWorld();
    const before = (await stores.memberships.find({ index: 'id', limit: 10 })).items;
    await link();
    expect(await load({ name: 'my-data' }, messenger)).toMatchObject({ seats: ['tổ trưởng Tổ Thôn Mẫu 01'] });
    await apply({ type: 'unlink-chats' }, messenger, 'unlink#0');
    await apply({ type: 'unlink-chats' }, messenger, 'unlink#0');
    expect(await linked()).toBe(false);
    expect(await load({ name: 'my-data' }, messenger)).toMatchObject({
      seats: ['thành viên Tổ Thôn Mẫu 01'],
    });
    expect((await stores.memberships.find({ index: 'id', limit: 10 })).items).toEqual(before);
    expect((await stores.personLinks.find({ index: 'id', limit: 10 })).items).toEqual([]);
  });

  it('makes two members one: told once, pushed to once a day, never because of their own second report', async () => {
    const { link, deps, stores, apply, messenger, report } = await openWorld();
    await link();
    await report('BC-0001', 'p-zalo');
    const told = await notifyTeam(
      {
        ...{ id: 'n', teamId: 'TTT-901', kind: 'test', text: 'Tin', button: null },
        roles: ['leader', 'reporter', 'member'],
      },
      deps,
    );
    expect(told.map(({ state }) => state)).toEqual(['queued']);
    const again = { id: 'm', kind: 'test', text: 'Tin', button: null };
    const pushes = await Promise.all(
      ['p-zalo', 'p-messenger'].map((personId) => notifyPerson({ ...again, id: personId, personId }, deps)),
    );
    expect(pushes.map(({ reason }) => reason)).toEqual(['day-full', 'day-full']);
    const confirm = (answer: 'held' | 'not-held'): Effect => ({
      ...{ type: 'confirm-quarter' as const, teamId: 'TTT-901', period: '2026-Q4', answer },
      ...{ sessionIds: [], reason: null, plannedDate: null },
    });
    await apply(confirm('held'), messenger, 'c#0');
    await apply(confirm('not-held'), 'zalo:1001:5001', 'c#1');
    const kinds = (await stores.notices.find({ index: 'id', limit: 20 })).items.map(
      ({ value }) => value.kind,
    );
    expect(kinds).not.toContain('other-answer');
  });

  it('is over when a platform asks for one side’s erasure; the other side stays as it was', async () => {
    const { link, deps, stores, messenger, zalo, storage, linked } = await openWorld();
    await link();
    const request = { occasion: 'o', source: 'meta', conversationId: messenger, farewellId: null } as const;
    const code = await deps.eraser.begin({ ...request, personId: 'p-messenger' });
    await deps.eraser.finish(code);
    expect(await stores.people.get('p-messenger')).toBeNull();
    expect(await stores.people.get('p-zalo')).not.toBeNull();
    expect(await linked()).toBe(false);
    expect((await stores.personLinks.find({ index: 'id', limit: 10 })).items).toEqual([]);
    expect((await storage.conversations.get(zalo))?.value.personId).toBe('p-zalo');
  });

  it('waits for a turn that runs in the other chat before it changes that chat', async () => {
    const { link, apply, messenger, zalo, storage, clock } = await openWorld();
    await link();
    const busy = await storage.conversations.claim(messenger, 'a turn', clock.systemNow(), 10_000);
    await expect(apply({ type: 'set-opt-out', optedOut: true }, zalo, 's#0')).rejects.toThrow('at work');
    await storage.conversations.release(messenger, busy?.fence ?? 0);
    await apply({ type: 'set-opt-out', optedOut: true }, zalo, 's#0');
    const other = (await storage.conversations.get(messenger))?.value ?? newConversation();
    expect(other.optedOut).toBe(true);
  });
});

describe('a report sent from the side that may not report by itself', () => {
  const by = { kind: 'officer', name: 'can-bo-mau', via: 'api' } as const;

  it('is given back to its sender while linked, and once unlinked to the side that can correct it', async () => {
    const world = await openWorld();
    const { deps, messenger, zalo, texts, report, stores, clock } = world;
    await world.link();
    const first = await report('BC-0001', 'p-messenger');
    const second = await report('BC-0002', 'p-messenger', '2026-11-21');
    await returnReport({ sessionId: first, by, effectId: 'r-1', reason: 'Xem lại giúp' }, deps);
    const toldIn = async (id: string, code: string) =>
      (await texts(id)).filter((text) => text.includes(`"sửa ${code}"`)).length;
    expect((await toldIn(messenger, 'BC-0001')) + (await toldIn(zalo, 'BC-0001'))).toBe(1);

    await unlinkPerson('p-messenger', stores);
    // One push a day is good manners.
    clock.advance(Day.ms);
    await returnReport({ sessionId: second, by, effectId: 'r-2', reason: 'Xem lại giúp' }, deps);
    expect(await toldIn(zalo, 'BC-0002')).toBe(1);
    expect(await toldIn(messenger, 'BC-0002')).toBe(0);
  });

  it('is read by its sender where nobody of the team is left to act', async () => {
    const { deps, messenger, texts, report, stores } = await openWorld();
    const sessionId = await report('BC-0001', 'p-messenger');
    await stores.memberships.remove(membershipId(TEAM, 'p-zalo'));
    await returnReport({ sessionId, by, effectId: 'r-1', reason: 'Xem lại giúp' }, deps);
    expect((await texts(messenger)).join()).toContain('Xem lại giúp');
  });
});
