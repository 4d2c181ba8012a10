import { expect, it } from 'vitest';
import { partsOfConversationId } from '../../src/domain/ids.ts';
import { sessionIdOf } from '../../src/domain/records/session.ts';
import { UNSAID } from '../../src/domain/report.ts';
import { applyEffect } from '../../src/services/effects/index.ts';
import { API_ROUTES } from '../../src/web/api/routes/index.ts';
import { openTeamWorld, TEAM } from '../support/team-world.ts';

const ID = sessionIdOf('d-1');
const ENTRY = {
  ...{ eventKey: 'zalo:m-1', messageId: 'm-1', atMs: 5, text: 'họp thôn 50 người' },
  fields: { total: 50 },
};

/** A sent report with its trail, and who may ask for it. */
async function openWorld() {
  const world = await openTeamWorld();
  const conversationId = await world.person('p-1', '5001');
  const parts = partsOfConversationId(conversationId);
  const where = { conversationId, parts, personId: 'p-1', group: 1, position: 0, messages: [] };
  const report = {
    ...UNSAID,
    date: '2026-11-22',
    forms: ['hop_thon' as const],
    themes: ['tao_hon' as const],
    total: 50,
  };
  for (const effectId of ['e#0', 'again#0']) {
    await applyEffect(
      {
        ...{ type: 'submit-report', draftId: 'd-1', teamId: TEAM, code: 'BC-0001' },
        ...{ report, photos: null, trail: [ENTRY] },
      },
      { ...where, effectId },
      world.deps,
    );
  }
  const route = API_ROUTES.find(({ path }) => path === '/sessions/:code/trail');
  const ask = async (communeIds: string[] | null) =>
    route?.handle(
      { params: { code: 'BC-0001' }, query: {}, body: undefined, effectId: 'r' } as never,
      { communeIds } as never,
      world as never,
    );
  const forget = (messageId: string, silent = false) =>
    applyEffect(
      { type: 'forget-words', messageId, ...(silent && { silent }) },
      { ...where, effectId: 'f#0' },
      world.deps,
    );
  const said = async () =>
    (await world.storage.outbox.list('pending', 9)).items.map(({ part }) =>
      part?.kind === 'text' ? part.text : '',
    );
  return { ...world, conversationId, ask, forget, said };
}

it('is told to officers of its units, and is not found by others', async () => {
  const { ask } = await openWorld();
  expect(await ask(null)).toMatchObject({ channel: 'zalo', entries: [ENTRY] });
  expect(await ask(['u-1'])).toMatchObject({ entries: [ENTRY] });
  await expect(ask(['u-2'])).rejects.toMatchObject({ code: 'not-found' });
});

it('loses the words of a message that is taken back after sending, and keeps its numbers', async () => {
  const { ask, forget, said } = await openWorld();
  await forget('m-other');
  expect(await ask(null)).toMatchObject({ entries: [ENTRY] });
  expect(await said()).toEqual([]);
  await forget('m-1');
  await forget('m-1');
  expect(await said()).toEqual([expect.stringMatching(/Số liệu trong báo cáo BC-0001 vẫn giữ/)]);
  expect(await ask(null)).toMatchObject({ entries: [{ ...ENTRY, text: null }] });
});

it('loses them without a word while a human answers', async () => {
  const { ask, forget, said } = await openWorld();
  await forget('m-1', true);
  expect(await ask(null)).toMatchObject({ entries: [{ ...ENTRY, text: null }] });
  expect(await said()).toEqual([]);
});

it('goes with the erasure of its reporter, while the session stays', async () => {
  const { deps, stores, conversationId } = await openWorld();
  await deps.eraser.begin({
    ...{ occasion: 'x', source: 'meta', conversationId, personId: 'p-1', farewellId: null },
  });
  expect(await stores.reportTrails.get(ID)).toBeNull();
  expect(await stores.sessions.get(ID)).not.toBeNull();
});
