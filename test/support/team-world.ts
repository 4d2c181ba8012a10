import { onTestFinished } from 'vitest';
import { newConversation } from '../../src/domain/conversation.ts';
import { isGathering } from '../../src/domain/forms.ts';
import { type ChannelId, conversationIdOf } from '../../src/domain/ids.ts';
import { membershipId } from '../../src/domain/records/person.ts';
import { sessionIdOf } from '../../src/domain/records/session.ts';
import { UNSAID } from '../../src/domain/report.ts';
import { frozenClock } from '../../src/lib/clock.ts';
import { seededIds } from '../../src/lib/ids.ts';
import { openStores } from '../../src/services/stores.ts';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import { testConsents, testEraser, testLinkCodes } from './eraser.ts';
import { NOW_MS } from './events.ts';
import { stubChannel } from './stub-channel.ts';
import { tempDir } from './temp-dir.ts';

export const TEAM = 'TTT-901';

const TIMES = { timeZone: 'Asia/Ho_Chi_Minh', periodKind: 'quarter' } as const;

/** Two invented teams with people who have written before, and reports of theirs; sends go into the outbox only. */
export async function openTeamWorld() {
  const clock = frozenClock(NOW_MS);
  const dataDir = tempDir();
  const storage = await openSqliteStorage({ dataDir, clock });
  onTestFinished(() => storage.close());
  const stores = openStores(storage);
  const context = { clock, ids: seededIds('team'), storage, stores };
  for (const id of [TEAM, 'TTT-902']) {
    await stores.teams.insertIfAbsent(id, {
      ...{ id, name: `Tổ Thôn Mẫu ${id.slice(-2)}`, communeId: 'u-1', villageIds: [], foundedOn: null },
      ...{ decisionNumber: null, withdrawnOn: null, demo: true, updatedAtMs: NOW_MS },
    });
  }
  const channel = stubChannel(() => clock.systemNow());
  const { outbox, conversations } = storage;
  const eraser = testEraser(context);
  const consents = testConsents(context);
  const linkCodes = testLinkCodes(context);
  const deps = {
    ...context,
    eraser,
    consents,
    linkCodes,
    ...TIMES,
    outbox,
    conversations,
    channelOf: () => channel,
  };

  async function person(
    personId: string,
    userId: string,
    role: 'leader' | 'reporter' | 'member' = 'reporter',
    more: { optedOut?: boolean; teamId?: string; channel?: ChannelId } = {},
  ) {
    const id = conversationIdOf(more.channel ?? 'zalo', '1001', userId);
    const teamId = more.teamId ?? TEAM;
    const nowMs = clock.businessNow();
    await stores.people.insertIfAbsent(personId, { id: personId, name: 'Người Mẫu', createdAtMs: nowMs });
    await stores.identities.insertIfAbsent(id, { conversationId: id, personId, sinceMs: nowMs });
    await stores.memberships.insertIfAbsent(membershipId(teamId, personId), {
      ...{ teamId, personId, role, memberId: null, name: 'Người Mẫu' },
      ...{ sinceMs: nowMs, endedAtMs: null, effectId: 'seat' },
    });
    const claim = await conversations.claim(id, 'test', clock.systemNow(), 10_000);
    if (claim) {
      const value = {
        ...newConversation(),
        personId,
        lastInteractionAtMs: nowMs,
        optedOut: more.optedOut ?? false,
      };
      await conversations.commit(id, claim.fence, claim.version, value);
      await conversations.release(id, claim.fence);
    }
    return id;
  }

  async function report(code: string, reporterId: string, date = '2026-11-22', teamId = TEAM) {
    const id = sessionIdOf(code);
    await stores.sessions.insertIfAbsent(id, {
      ...{ id, code, teamId, communeId: 'u-1', date, draftId: code, photoConsent: null, reporterId },
      report: { ...UNSAID, date, forms: ['hop_thon'], themes: ['tao_hon'], total: 50, place: 'Nhà Thôn Mẫu' },
      gathering: isGathering(['hop_thon']),
      ...{ channel: 'zalo', submittedAtMs: NOW_MS, late: false, status: 'sent', effectId: 'e' },
    });
    return id;
  }

  return { ...context, dataDir, channel, deps, person, report };
}
