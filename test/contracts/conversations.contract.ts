import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newConversation } from '../../src/domain/conversation.ts';
import type { ClaimedConversation, Conversations } from '../../src/storage/conversations.ts';
import { BadCursor } from '../../src/storage/cursor.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { HARD_TEXT, LONG_ID, type OpenStorage, range, T0 } from './samples.ts';

const ID = `zalo:oa1:${LONG_ID}`;
const LEASE_MS = 10_000;

/** What every engine's conversations promise. */
export function conversationsContract(open: OpenStorage): void {
  describe('conversations', () => {
    let storage: Storage;
    let conversations: Conversations;

    beforeEach(async () => {
      storage = await open();
      conversations = storage.conversations;
    });
    afterEach(() => storage.close());

    async function claimed(owner = 'w1', nowMs = T0, id = ID): Promise<ClaimedConversation> {
      const claim = await conversations.claim(id, owner, nowMs, LEASE_MS);
      if (!claim) throw new Error('somebody else holds it');
      return claim;
    }

    it('begins an unknown conversation as an empty document', async () => {
      expect(await conversations.get(ID)).toBeNull();
      const claim = await claimed();
      expect(claim).toMatchObject({ id: ID, value: newConversation() });
      expect(await conversations.get(ID)).toEqual({
        id: ID,
        version: claim.version,
        value: newConversation(),
      });
    });

    it('gives the lease to one of many who ask at once', async () => {
      const claims = await Promise.all(
        range(0, 20).map((n) => conversations.claim(ID, `w${n}`, T0, LEASE_MS)),
      );
      expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    });

    it('refuses a lease that runs, also to the owner who holds it', async () => {
      await claimed();
      expect(await conversations.claim(ID, 'w2', T0 + LEASE_MS - 1, LEASE_MS)).toBeNull();
      expect(await conversations.claim(ID, 'w1', T0 + LEASE_MS - 1, LEASE_MS)).toBeNull();
    });

    it('lets a lease that has run out be taken over, and refuses the old fence everywhere', async () => {
      const old = await claimed('w1', T0);
      const taken = await claimed('w2', T0 + LEASE_MS);
      expect(taken.fence).toBeGreaterThan(old.fence);
      expect(await conversations.renew(ID, old.fence, T0 + 99 * LEASE_MS)).toBe(false);
      expect(await conversations.commit(ID, old.fence, old.version, newConversation())).toBeNull();
      expect(await conversations.release(ID, old.fence)).toBe(false);
      expect(await conversations.claim(ID, 'w3', T0 + LEASE_MS + 1, LEASE_MS)).toBeNull();
    });

    it('prolongs a lease that is still ours', async () => {
      const { fence } = await claimed();
      expect(await conversations.renew(ID, fence, T0 + 3 * LEASE_MS)).toBe(true);
      expect(await conversations.claim(ID, 'w2', T0 + 2 * LEASE_MS, LEASE_MS)).toBeNull();
      expect(await conversations.claim(ID, 'w2', T0 + 3 * LEASE_MS, LEASE_MS)).not.toBeNull();
    });

    it('commits by compare-and-set and gives the new version', async () => {
      const { fence, version } = await claimed();
      const value = { ...newConversation(), personId: HARD_TEXT, optedOut: true };
      const next = await conversations.commit(ID, fence, version, value);
      expect(next).toBeGreaterThan(version);
      expect(await conversations.get(ID)).toEqual({ id: ID, version: next, value });
      expect(await conversations.commit(ID, fence, version, newConversation())).toBeNull();
      expect((await conversations.get(ID))?.value).toEqual(value);
    });

    it('lets one of two commits of the same version win', async () => {
      const { fence, version } = await claimed();
      const results = await Promise.all(
        range(0, 5).map(() => conversations.commit(ID, fence, version, newConversation())),
      );
      expect(results.filter((result) => result !== null)).toHaveLength(1);
    });

    it('takes nothing more under a lease that was given back', async () => {
      const { fence, version } = await claimed();
      expect(await conversations.release(ID, fence)).toBe(true);
      expect(await conversations.release(ID, fence)).toBe(false);
      expect(await conversations.commit(ID, fence, version, newConversation())).toBeNull();
      expect(await conversations.renew(ID, fence, T0 + LEASE_MS)).toBe(false);
      expect((await claimed('w2', T0)).fence).toBeGreaterThan(fence);
    });

    it('hands the next owner what the last one committed', async () => {
      const first = await claimed();
      const value = { ...newConversation(), language: 'rog-Latn' };
      const version = await conversations.commit(ID, first.fence, first.version, value);
      await conversations.release(ID, first.fence);
      expect(await claimed('w2')).toMatchObject({ version, value });
    });

    it('writes a last value by the stroke that gives the lease back, or gives back the lease alone', async () => {
      const first = await claimed();
      const value = { ...newConversation(), optedOut: true };
      const stale = { version: first.version + 1, value: newConversation() };
      expect(await conversations.release(ID, first.fence, { version: first.version, value })).toBe(true);
      const second = await claimed('w2');
      expect(second).toMatchObject({ version: first.version + 1, value });
      expect(await conversations.release(ID, first.fence, stale)).toBe(false);
      expect(await conversations.release(ID, second.fence, { ...stale, version: 99 })).toBe(true);
      expect(await claimed('w3')).toMatchObject({ version: second.version, value });
    });

    it('does not let a writer from before an erasure into the new document', async () => {
      const old = await claimed();
      expect(await conversations.erase(ID)).toBe(true);
      expect(await conversations.erase(ID)).toBe(false);
      expect(await conversations.commit(ID, old.fence, old.version, newConversation())).toBeNull();
      const fresh = await claimed('w2');
      expect(fresh.fence).toBeGreaterThan(old.fence);
      expect(await conversations.commit(ID, old.fence, fresh.version, newConversation())).toBeNull();
    });

    it('lists by id, page by page, one channel or all', async () => {
      for (const n of range(0, 5)) {
        await claimed('w', T0, `zalo:oa1:${n}`);
        await claimed('w', T0, `messenger:p1:${n}`);
      }
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await conversations.list({ limit: 2, channel: 'zalo', ...(after ? { after } : {}) });
        ids.push(...page.items.map((item) => item.id));
        after = page.cursor ?? undefined;
        // A newcomer behind the cursor does not disturb the pages.
        await conversations.claim('zalo:oa1:00', 'w', T0, LEASE_MS);
      } while (after);
      expect(ids).toEqual(range(0, 5).map((n) => `zalo:oa1:${n}`));
      expect((await conversations.list({ limit: 100 })).items).toHaveLength(11);
    });

    it('finds unfinished forms by their age, the oldest first, those of people who consented apart', async () => {
      const run = (touchedAtMs: number) => ({
        ...{ id: 'd', flow: 'f', hash: 'h', step: 's', question: 1, answers: {}, returnTo: [] },
        ...{ startedAtMs: T0, touchedAtMs },
      });
      const write = async (n: number, consented: boolean, active: number | null, paused: number[]) => {
        const { id, fence, version } = await claimed('w', T0, `zalo:oa1:${n}`);
        const fresh = newConversation();
        const flow = { ...fresh.flow, active: active === null ? null : run(active), paused: paused.map(run) };
        const consent = consented ? { textVersion: '1', atMs: T0 } : null;
        await conversations.commit(id, fence, version, { ...fresh, flow, consent });
        await conversations.release(id, fence);
      };
      await claimed('w', T0, 'zalo:oa1:0');
      await write(1, false, 5, []);
      await write(2, false, 9, [3, 7]);
      await write(3, false, null, []);
      await write(4, true, null, [1]);
      await write(5, false, 9, []);
      const old = (consented: boolean, limit = 10) =>
        conversations.oldDrafts({ consented, beforeMs: 9, limit });
      expect(await old(false)).toEqual(['zalo:oa1:2', 'zalo:oa1:1']);
      expect(await old(false, 1)).toEqual(['zalo:oa1:2']);
      expect(await old(true)).toEqual(['zalo:oa1:4']);
      // Finished, also by the stroke that gives the lease back: it is found no more.
      const { fence, version, value } = await claimed('w', T0, 'zalo:oa1:1');
      await conversations.release('zalo:oa1:1', fence, {
        version,
        value: { ...value, flow: { ...value.flow, active: null } },
      });
      await write(2, false, null, []);
      expect(await old(false)).toEqual([]);
    });

    it('refuses the cursor of another list', async () => {
      for (const n of range(0, 3)) await claimed('w', T0, `zalo:oa1:${n}`);
      const { cursor } = await conversations.list({ limit: 1, channel: 'zalo' });
      await expect(conversations.list({ limit: 1, after: cursor as string })).rejects.toThrow(BadCursor);
      await expect(conversations.list({ limit: 1, after: 'x' })).rejects.toThrow(BadCursor);
    });
  });
}
