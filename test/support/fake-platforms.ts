import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createFakeGraph, type FakeGraph } from '../../src/simulator/fakes/graph/fake-graph.ts';
import { createFakeZalo, type FakeZalo } from '../../src/simulator/fakes/zalo/fake-zalo.ts';
import { CHANNEL_ENV } from './app.ts';

const shared = () => ({ clock: systemClock(), ids: randomIds() });

/** The platform that a server with {@link CHANNEL_ENV} is known to; it does not listen yet. */
export function fakeGraph(): FakeGraph {
  return createFakeGraph({
    ...shared(),
    pageId: CHANNEL_ENV.MESSENGER_PAGE_ID,
    appId: CHANNEL_ENV.MESSENGER_APP_ID,
    appSecret: CHANNEL_ENV.MESSENGER_APP_SECRET,
    pageToken: CHANNEL_ENV.MESSENGER_PAGE_TOKEN,
  });
}

/** See {@link fakeGraph}. */
export function fakeZalo(): FakeZalo {
  return createFakeZalo({
    ...shared(),
    appId: CHANNEL_ENV.ZALO_APP_ID,
    appSecret: CHANNEL_ENV.ZALO_APP_SECRET,
    oaId: CHANNEL_ENV.ZALO_OA_ID,
    oaSecretKey: CHANNEL_ENV.ZALO_OA_SECRET_KEY,
    refreshToken: CHANNEL_ENV.ZALO_REFRESH_TOKEN,
  });
}
