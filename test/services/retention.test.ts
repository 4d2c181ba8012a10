import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partsOfConversationId } from '../../src/domain/ids.ts';
import type { DraftMedia } from '../../src/domain/records/session.ts';
import { Day } from '../../src/lib/duration.ts';
import { createCleanUp } from '../../src/services/clean-up.ts';
import { applyEffect } from '../../src/services/effects/index.ts';
import { openDiskBlobs } from '../../src/storage/disk-blobs.ts';
import { openTeamWorld } from '../support/team-world.ts';

const AT_NOON_MS = Date.parse('2026-11-22T05:00:00Z');

/** A world with its clean-up as the server runs it every hour; the bytes that went are listed. */
async function openWorld() {
  const world = await openTeamWorld();
  const blobs = openDiskBlobs(join(world.dataDir, 'blobs'));
  const cleanUp = createCleanUp({
    ...world,
    blobs,
    ...{ inbox: world.storage.inbox, outbox: world.storage.outbox },
    conversations: world.storage.conversations,
    ...{ secretKey: 'a key of tests', timeZone: 'Asia/Ho_Chi_Minh' },
    ...{ auditYears: 2, draftDays: 30, photoYears: 1, consentYears: 2, chatDays: 60 },
  });
  const until = (iso: string) => world.clock.advance(Date.parse(iso) - world.clock.businessNow());
  const photo = async (id: string, draftId: string, content: string, more: Partial<DraftMedia> = {}) => {
    const sha256 = await blobs.put(Buffer.from(content));
    await world.stores.draftMedia.insertIfAbsent(id, {
      ...{ draftId, conversationId: 'zalo:1001:5001', kind: 'image', url: null, state: 'kept', heard: null },
      ...{ sha256, contentType: 'image/jpeg', sizeBytes: 9, publication: 'internal', attempts: 1 },
      ...{ notBeforeMs: 0, failure: null, atMs: AT_NOON_MS },
      ...more,
    });
    return sha256;
  };
  const exists = async (id: string) => (await world.stores.draftMedia.get(id)) !== null;
  return { ...world, blobs, cleanUp, until, photo, exists };
}

describe('a photo of a report', () => {
  it('is not read again every hour, only once a month and when its time is over', async () => {
    const { stores, report, photo, cleanUp, clock } = await openWorld();
    await report('BC-1', 'p-1', '2026-11-22');
    for (const id of ['a', 'b', 'c']) await photo(id, 'BC-1', id);
    const seen: number[] = [];
    const { find } = stores.draftMedia;
    stores.draftMedia.find = async (query) => {
      const page = await find(query);
      if (query.index === 'byLook') seen.push(page.items.length);
      return page;
    };
    const looked = async () => {
      seen.length = 0;
      await cleanUp();
      return seen.reduce((sum, n) => sum + n, 0);
    };
    expect(await looked()).toBe(3);
    clock.advance(29 * Day.ms);
    expect(await looked()).toBe(0);
    clock.advance(2 * Day.ms);
    expect(await looked()).toBe(3);
    expect(await looked()).toBe(0);
  });

  it('stays until the end of the year after the year of its session in local time, then goes with its bytes', async () => {
    const { report, photo, cleanUp, until, exists, blobs } = await openWorld();
    await report('BC-1', 'p-1', '2026-11-22');
    const sha256 = await photo('a', 'BC-1', 'bytes');
    await photo('failed', 'BC-1', 'never fetched', { state: 'failed', sha256: null });
    await until('2027-12-31T16:59:00Z');
    await cleanUp();
    expect(await exists('a')).toBe(true);
    await until('2027-12-31T17:01:00Z');
    await cleanUp();
    await cleanUp();
    expect([await exists('a'), await exists('failed')]).toEqual([false, false]);
    expect(await blobs.has(sha256)).toBe(false);
  });

  it('goes also when the server was away for years, and stays when it is published or another report shares it', async () => {
    const { report, photo, cleanUp, until, exists, blobs } = await openWorld();
    await report('BC-1', 'p-1', '2026-11-22');
    await report('BC-2', 'p-1', '2031-02-01');
    const shared = await photo('old', 'BC-1', 'shared');
    const own = await photo('alone', 'BC-1', 'own');
    await photo('published', 'BC-1', 'shown', { publication: 'published' });
    await photo('new', 'BC-2', 'shared');
    await until('2031-03-01T00:00:00Z');
    await cleanUp();
    expect([await exists('old'), await exists('alone')]).toEqual([false, false]);
    expect([await exists('published'), await exists('new')]).toEqual([true, true]);
    expect([await blobs.has(own), await blobs.has(shared)]).toEqual([false, true]);
  });
});

it('tells for sixty days which messages led to a report, and no longer, also when rounds were missed', async () => {
  const { stores, clock, cleanUp, until } = await openWorld();
  await stores.reportTrails.insertIfAbsent('s:1', {
    ...{ channel: 'zalo', entries: [], atMs: clock.businessNow() },
  });
  clock.advance(59 * Day.ms);
  await cleanUp();
  expect(await stores.reportTrails.get('s:1')).not.toBeNull();
  await until('2028-01-01T00:00:00Z');
  await cleanUp();
  expect(await stores.reportTrails.get('s:1')).toBeNull();
});

describe('the proof of a consent', () => {
  async function openConsents() {
    const world = await openWorld();
    const conversationId = await world.person('p-1', '5001');
    const parts = partsOfConversationId(conversationId);
    const apply = (effect: Parameters<typeof applyEffect>[0], effectId: string) =>
      applyEffect(
        effect,
        { effectId, conversationId, parts, personId: 'p-1', group: 1, position: 0, messages: [] },
        world.deps,
      );
    const proofs = async () =>
      (await world.stores.consents.find({ index: 'id', limit: 10 })).items.map(({ value }) => value);
    return { ...world, conversationId, apply, proofs };
  }

  it('says which text, when and where, and leads to nobody without the key', async () => {
    const { apply, proofs, clock } = await openConsents();
    await apply({ type: 'give-consent', textVersion: '2026-11' }, 'zalo:m-77#0');
    await apply({ type: 'give-consent', textVersion: '2026-11' }, 'zalo:m-77#0');
    const [proof, ...more] = await proofs();
    expect(more).toEqual([]);
    expect(proof).toEqual({
      ...{ subjectKey: expect.stringMatching(/^[0-9a-f]{64}$/), textVersion: '2026-11', channel: 'zalo' },
      ...{ atMs: clock.businessNow(), endedAtMs: null },
    });
  });

  it('is kept while it holds and two years after it was withdrawn, also when rounds were missed', async () => {
    const { apply, proofs, cleanUp, until } = await openConsents();
    await apply({ type: 'give-consent', textVersion: '1' }, 'e#0');
    await until('2036-01-01T00:00:00Z');
    await cleanUp();
    expect(await proofs()).toHaveLength(1);
    await apply({ type: 'withdraw-consent' }, 'f#0');
    await until('2037-12-31T00:00:00Z');
    await apply({ type: 'withdraw-consent' }, 'g#0');
    await cleanUp();
    expect(await proofs()).toHaveLength(1);
    await until('2039-06-01T00:00:00Z');
    await cleanUp();
    expect(await proofs()).toEqual([]);
  });

  it('outlives the erasure of the person by two years', async () => {
    const { apply, proofs, deps, conversationId, cleanUp, until } = await openConsents();
    await apply({ type: 'give-consent', textVersion: '1' }, 'e#0');
    await deps.eraser.begin({
      ...{ occasion: 'x', source: 'meta', conversationId, personId: 'p-1', farewellId: null },
    });
    expect((await proofs())[0]?.endedAtMs).not.toBeNull();
    expect(JSON.stringify(await proofs())).not.toContain('5001');
    await until('2028-11-01T00:00:00Z');
    await cleanUp();
    expect(await proofs()).toHaveLength(1);
    await until('2029-01-01T00:00:00Z');
    await cleanUp();
    expect(await proofs()).toEqual([]);
  });
});
