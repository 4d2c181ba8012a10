import { describe, expect, it } from 'vitest';
import { Day, Hour } from '../../src/lib/duration.ts';
import { forgetDrafts } from '../../src/services/forget-drafts.ts';
import { openTeamWorld } from '../support/team-world.ts';

/** Somebody with an open form, touched now; `consented` or not. */
async function openWorld(consented: boolean) {
  const world = await openTeamWorld();
  const id = await world.person('p-1', '5001');
  const { conversations } = world.storage;
  const nowMs = world.clock.businessNow();
  const claim = await conversations.claim(id, 'test', world.clock.systemNow(), 10_000);
  if (!claim) throw new Error('not claimed');
  const run = {
    ...{ id: 'draft-1', flow: 'report-session', hash: 'h', step: 'total', question: 1 },
    ...{ answers: { place: 'Nhà Thôn Mẫu' }, returnTo: [], startedAtMs: nowMs, touchedAtMs: nowMs },
  };
  const consent = consented ? { textVersion: '1', atMs: nowMs } : null;
  const flow = { ...claim.value.flow, active: run, paused: [] };
  await conversations.commit(id, claim.fence, claim.version, { ...claim.value, consent, flow });
  await conversations.release(id, claim.fence);
  const forget = () => forgetDrafts({ ...world, conversations, draftDays: 30 });
  const active = async () => (await conversations.get(id))?.value.flow.active ?? null;
  return { ...world, forget, active };
}

describe('an unfinished form', () => {
  it('of somebody who consented is kept for thirty days, then given up, also when rounds were missed', async () => {
    const { clock, forget, active } = await openWorld(true);
    clock.advance(29 * Day.ms);
    expect(await forget()).toBe(0);
    expect(await active()).toMatchObject({ id: 'draft-1' });
    clock.advance(40 * Day.ms);
    expect(await forget()).toBe(1);
    expect(await active()).toBeNull();
    expect(await forget()).toBe(0);
  });

  it('of somebody who has not consented is gone after a day', async () => {
    const { clock, forget, active } = await openWorld(false);
    clock.advance(23 * Hour.ms);
    expect(await forget()).toBe(0);
    clock.advance(2 * Hour.ms);
    expect(await forget()).toBe(1);
    expect(await active()).toBeNull();
  });
});
