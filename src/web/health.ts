import { z } from 'zod';
import type { Channel } from '../channels/channel.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Journal } from '../journal/journal.ts';
import type { Storage } from '../storage/storage.ts';

const part = z.object({ ok: z.boolean(), detail: z.string() });

export const healthSchema = z.object({
  ok: z.boolean().describe('Whether webhooks are accepted and worked off.'),
  parts: z.object({ database: part, journal: part, zalo: part, messenger: part }),
});

export type HealthReport = z.infer<typeof healthSchema>;

/** Looks at every part now. Never throws. */
export type Health = () => Promise<HealthReport>;

export interface HealthDeps {
  storage: Storage;
  journal: Journal;
  channels: ReadonlyMap<ChannelId, Channel>;
  zaloBootstrap: boolean;
}

export function createHealth({ storage, journal, channels, zaloBootstrap }: HealthDeps): Health {
  const channelPart = (id: ChannelId) => ({
    ok: true,
    detail: channels.has(id) ? 'on' : 'off: not configured',
  });
  return async () => {
    const database = await storage.ping().then(
      () => ({ ok: true, detail: 'reads and writes' }),
      () => ({ ok: false, detail: 'does not answer' }),
    );
    const { writable, events, oldestMs, quarantined } = journal.lag();
    const lag = `${events} events waiting, the oldest for ${oldestMs} ms, ${quarantined} frames put aside`;
    const zalo = channelPart('zalo');
    if (zaloBootstrap)
      zalo.detail += '; ZALO_WEBHOOK_BOOTSTRAP is on: unsigned requests get 200, switch it off';
    return {
      // A database that is away does not stop accepting: the journal holds the events.
      ok: writable && database.ok,
      parts: {
        database,
        journal: { ok: writable, detail: writable ? lag : `cannot be written; ${lag}` },
        zalo,
        messenger: channelPart('messenger'),
      },
    };
  };
}
