import { z } from 'zod';
import type { Channel, TokenKeeper } from '../channels/channel.ts';
import type { Role } from '../config/role.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Journal } from '../journal/journal.ts';
import type { Queue, QueueHealth } from '../queue/queue.ts';
import type { Storage } from '../storage/storage.ts';

const part = z.object({
  ok: z.boolean(),
  degraded: z.boolean().optional().describe('It works, but not as it should; nothing is lost.'),
  detail: z.string(),
});

export const healthSchema = z.object({
  ok: z.boolean().describe('Whether this process can do its work: accept webhooks, work them off, or both.'),
  parts: z.object({ database: part, journal: part, queue: part, zalo: part, messenger: part }),
});

export type HealthReport = z.infer<typeof healthSchema>;

/** Looks at every part now. Never throws. */
export type Health = () => Promise<HealthReport>;

export interface HealthDeps {
  storage: Storage;
  journal: Journal;
  queue: Queue;
  role: Role;
  channels: ReadonlyMap<ChannelId, Channel>;
  tokenKeepers: ReadonlyMap<ChannelId, TokenKeeper>;
  zaloBootstrap: boolean;
}

export function createHealth(deps: HealthDeps): Health {
  const { storage, journal, channels, tokenKeepers, role, zaloBootstrap } = deps;
  /** Never red: without its token a channel still accepts, and what it has to say waits. */
  async function channelPart(id: ChannelId): Promise<z.infer<typeof part>> {
    if (!channels.has(id)) return { ok: true, detail: 'off: not configured' };
    // Where the store is away, its own part says so.
    const needsConsent = await tokenKeepers
      .get(id)
      ?.needsConsent()
      .catch(() => false);
    if (!needsConsent) return { ok: true, detail: 'on' };
    return { ok: true, degraded: true, detail: `needs re-consent: \`loa ${id} login\`` };
  }
  return async () => {
    const database = await storage.ping().then(
      () => ({ ok: true, detail: 'reads and writes' }),
      () => ({ ok: false, detail: 'does not answer' }),
    );
    const { writable, events, oldestMs, quarantined } = journal.lag();
    const lag = `${events} events waiting, the oldest for ${oldestMs} ms, ${quarantined} frames put aside`;
    const [zalo, messenger] = await Promise.all([channelPart('zalo'), channelPart('messenger')]);
    if (zaloBootstrap)
      zalo.detail += '; ZALO_WEBHOOK_BOOTSTRAP is on: unsigned requests get 200, switch it off';
    return {
      // A database that is away does not stop accepting: the journal holds the events, and a proxy that turned to
      // nobody would lose what the web processes can still take.
      ok: writable && (database.ok || role === 'web'),
      parts: {
        database,
        journal: { ok: writable, detail: writable ? lag : `cannot be written; ${lag}` },
        queue: queuePart(await deps.queue.health()),
        zalo,
        messenger,
      },
    };
  };
}

/** Never red: without bells everything still happens, by sweeps that go round every other second. */
function queuePart({ reachable, advice }: QueueHealth): z.infer<typeof part> {
  if (!reachable) {
    const detail = 'does not answer: bells are silent and sweeps do all the work, more slowly';
    return { ok: true, degraded: true, detail };
  }
  if (advice.length > 0) return { ok: true, degraded: true, detail: advice.join('; ') };
  return { ok: true, detail: 'rings' };
}
