import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newConversation } from '../../src/domain/conversation.ts';
import { Hour, Minute } from '../../src/lib/duration.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { loadMyData } from '../../src/services/facts/my-data.ts';
import { createProfileLookUp } from '../../src/services/look-up-profiles.ts';
import { createMenuSetUp } from '../../src/services/set-up-menus.ts';
import { type MessengerWorld, messengerWorld, PAGE_ID, PSID } from '../channels/messenger/support.ts';
import { testLinkCodes } from '../support/eraser.ts';
import { openTestStores } from '../support/stores.ts';

let world: MessengerWorld;

beforeEach(async () => {
  world = await messengerWorld();
});

afterEach(() => world.close());

const profileCalls = () => world.graph.requests.get(`GET /${PSID}`) ?? 0;
const menuCalls = () => world.graph.requests.get('POST /me/messenger_profile') ?? 0;

describe('the name on the platform', () => {
  const conversationId = `messenger:${PAGE_ID}:${PSID}`;

  async function openLookUp(hasConsented = true) {
    const { clock, stores, storage } = await openTestStores();
    await stores.identities.insertIfAbsent(conversationId, {
      conversationId,
      personId: 'p-1',
      sinceMs: clock.systemNow(),
      displayName: null,
      profileDueAtMs: clock.systemNow(),
    });
    const consent = hasConsented ? { textVersion: '1', atMs: clock.systemNow() } : null;
    const lookUp = createProfileLookUp({
      lookups: new Map([['messenger', world.channel]]),
      accountOf: () => PAGE_ID,
      stores,
      conversations: {
        get: async () => ({ id: conversationId, version: 1, value: { ...newConversation(), consent } }),
      },
      clock,
    });
    const identity = async () => (await stores.identities.get(conversationId))?.value;
    return { clock, stores, storage, lookUp, identity };
  }

  it('is looked up once after consent, and again only a month later', async () => {
    const { clock, lookUp, identity } = await openLookUp();
    await lookUp();
    expect((await identity())?.displayName).toBe('Người Mẫu');
    clock.advance(25 * Hour.ms);
    await lookUp();
    expect(profileCalls()).toBe(1);
    clock.advance(31 * 24 * Hour.ms);
    await lookUp();
    expect(profileCalls()).toBe(2);
  });

  it('is told to the person among their data, and so offered when a name is asked', async () => {
    const { clock, stores, storage, lookUp } = await openLookUp();
    const asked = { eventKey: 'e', conversationId, personId: 'p-1' };
    const linkCodes = testLinkCodes({ stores, clock });
    const deps = { stores, sequences: storage.sequences, linkCodes, clock, timeZone: 'Asia/Ho_Chi_Minh' };
    const shownName = async () =>
      (await loadMyData({ name: 'my-data' }, asked, { ...deps, periodKind: 'quarter' })).shownName;
    expect(await shownName()).toBeNull();
    await lookUp();
    expect(await shownName()).toBe('Người Mẫu');
  });

  it('is never asked for without consent', async () => {
    const { lookUp, identity } = await openLookUp(false);
    await lookUp();
    expect(profileCalls()).toBe(0);
    expect((await identity())?.profileDueAtMs).toBeNull();
  });

  it('that is not told stays empty, and nothing else happens', async () => {
    const user = world.graph.users.get(PSID);
    if (user) user.sharesProfile = false;
    const { lookUp, identity } = await openLookUp();
    await lookUp();
    expect((await identity())?.displayName).toBeNull();
  });

  it('is asked for an hour later when the platform is away', async () => {
    const { clock, lookUp, identity } = await openLookUp();
    world.graph.failures.next(1, 'server-error-before', 'read');
    await lookUp();
    await lookUp();
    expect(profileCalls()).toBe(1);
    clock.advance(Hour.ms + 1);
    await lookUp();
    expect((await identity())?.displayName).toBe('Người Mẫu');
  });
});

describe('the menu', () => {
  async function openMenus(menu = world.channel) {
    const { clock, stores } = await openTestStores();
    const open = (changed = menu) =>
      createMenuSetUp({
        accounts: [{ channel: 'messenger', accountId: PAGE_ID, menu: changed }],
        records: stores.channelMenus,
        clock,
        logger: silentLogger(),
      });
    return { clock, open };
  }

  it('is set at the first start, not at the next, and again when it has changed', async () => {
    const { clock, open } = await openMenus();
    await open()();
    await open()();
    expect(menuCalls()).toBe(1);
    clock.advance(10 * Minute.ms + 1);
    await open({ ...world.channel, menuVersion: 'another' })();
    expect(menuCalls()).toBe(2);
  });

  it('that the platform refuses is tried again, once in ten minutes at most', async () => {
    const { clock, open } = await openMenus();
    world.graph.failures.next(1, 'permission-missing', 'read');
    for (let start = 0; start < 5; start += 1) await open()();
    expect(menuCalls()).toBe(1);
    clock.advance(10 * Minute.ms + 1);
    await open()();
    expect(menuCalls()).toBe(2);
    expect(world.graph.settings.profile).toHaveProperty('persistent_menu');
  });
});
