import { openStore } from '../../src/app/open-store.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { SeatRequest } from '../../src/domain/records/person.ts';
import { type Session, sessionIdOf } from '../../src/domain/records/session.ts';
import { UNSAID } from '../../src/domain/report.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { Stores } from '../../src/services/stores.ts';
import { settingsOf } from './engine-pair.ts';

/** Writes into the store of a data directory before its server starts. */
export async function prepare(dataDir: string, write: (stores: Stores) => Promise<void>): Promise<void> {
  const deps = { clock: systemClock(), ids: randomIds(), logger: silentLogger(), keepsJournal: false };
  const { storage, stores } = await openStore(loadConfig(await settingsOf(dataDir)), deps);
  await write(stores);
  await storage.close();
}

/** One reported session of nobody in particular. */
export function sampleSession(code: string, teamId: string, communeId: string): Session {
  const draftId = `sample:${code}`;
  return {
    id: sessionIdOf(draftId),
    code,
    teamId,
    communeId,
    date: '2026-10-05',
    report: { ...UNSAID, date: '2026-10-05', forms: ['hop_thon'], themes: ['tao_hon'], total: 50 },
    gathering: true,
    draftId,
    photoConsent: null,
    reporterId: 'sample-person',
    channel: 'zalo',
    submittedAtMs: Date.parse('2026-10-05T09:00:00Z'),
    late: false,
    status: 'sent',
    effectId: draftId,
  };
}

/** One wish for a seat, as the bot leaves it. */
export function sampleSeatRequest(teamId: string, name: string): SeatRequest {
  return { teamId, personId: `person of ${name}`, role: 'reporter', name, atMs: 1, state: 'open' };
}
