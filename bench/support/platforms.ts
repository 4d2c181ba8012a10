import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { createFakeGraph } from '../../src/simulator/fakes/graph/fake-graph.ts';
import { createFakeZalo } from '../../src/simulator/fakes/zalo/fake-zalo.ts';
import { MESSENGER, messengerUser, type PlatformUrls, ZALO, zaloUser } from './accounts.ts';
import { childInput, serveOrders } from './child.ts';

/** Both fake platforms in a process of their own, with people whose reply windows are open. */
const people = childInput<number>();
const shared = { clock: systemClock(), ids: randomIds() };
const zalo = createFakeZalo({ ...shared, ...ZALO });
const graph = createFakeGraph({ ...shared, ...MESSENGER });
const lastInteractionAtMs = shared.clock.businessNow();
for (let n = 0; n < people; n++) {
  zalo.addUser({ id: zaloUser(n), following: true, lastInteractionAtMs });
  graph.addUser({ psid: messengerUser(n), lastInteractionAtMs });
}
const urls: PlatformUrls = { zalo: await zalo.listen(), graph: await graph.listen() };

serveOrders(
  {
    urls: () => urls,
    /** Messages that reached people so far. */
    sent: () => zalo.sent.length + graph.sent.length,
  },
  async () => {
    await zalo.close();
    await graph.close();
  },
);
