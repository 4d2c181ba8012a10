import { statfs } from 'node:fs/promises';
import type { AccountState } from '../../domain/records/runtime.ts';
import type { Journal } from '../../journal/journal.ts';
import { Minute, Second } from '../../lib/duration.ts';
import type { InboxAdmin } from '../../storage/inbox.ts';
import type { Records } from '../../storage/records.ts';
import { QUOTA_EXHAUSTED } from '../account-gate.ts';
import type { Finding, Probe } from './alert-kinds.ts';

/** One server, or all of them together. */
const SERVER = 'server';
const MEGABYTE = 1_000_000;

/** All clear only with so much more than the limit, so that the alert does not flap. */
const DISK_CLEAR_FACTOR = 1.2;

/** Events normally wait for milliseconds. */
const LAG_BAD_MS = Minute.ms;
const LAG_GOOD_MS = 10 * Second.ms;

/** Bytes that an ordinary process may still write where `folder` lies. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** @param subject - Names this process where several run, so that one's trouble is not another's all-clear. */
export function diskProbe(measure: () => Promise<number>, minFreeBytes: number, subject = SERVER): Probe {
  return async () => {
    const free = await measure();
    const detail = `${Math.round(free / MEGABYTE)} MB free, the limit is ${Math.round(minFreeBytes / MEGABYTE)} MB`;
    if (free < minFreeBytes) return [{ kind: 'disk-low', subject, isBad: true, detail }];
    if (free < minFreeBytes * DISK_CLEAR_FACTOR) return [];
    return [{ kind: 'disk-low', subject, isBad: false, detail }];
  };
}

/** @param subject - As for {@link diskProbe}. */
export function journalProbe(journal: Pick<Journal, 'lag'>, subject = SERVER): Probe {
  return async () => {
    const { writable, events, oldestMs } = journal.lag();
    const detail = `${events} events wait, the oldest for ${Math.round(oldestMs / Second.ms)} s`;
    const found: Finding[] = [{ kind: 'journal-unwritable', subject, isBad: !writable, detail }];
    if (oldestMs > LAG_BAD_MS) found.push({ kind: 'journal-lag', subject, isBad: true, detail });
    if (oldestMs < LAG_GOOD_MS) found.push({ kind: 'journal-lag', subject, isBad: false, detail });
    return found;
  };
}

export function parkedProbe(inbox: Pick<InboxAdmin, 'counts'>): Probe {
  return async () => {
    const { parked } = await inbox.counts();
    return [{ kind: 'turns-parked', subject: SERVER, isBad: parked > 0, detail: `${parked} put aside` }];
  };
}

export function stoppedProbe(
  accounts: readonly { id: string; accountId: string }[],
  states: Records<AccountState>,
): Probe {
  return async () => {
    const found: Finding[] = [];
    for (const { id, accountId } of accounts) {
      const state = (await states.get(`${id}:${accountId}`))?.value;
      const stopped = state?.stopped ?? false;
      const reason = state?.reason ?? 'unknown';
      const detail = stopped ? `stopped by the platform's answer ${reason}` : 'may send';
      const isQuota = reason === QUOTA_EXHAUSTED;
      found.push({ kind: 'account-stopped', subject: id, isBad: stopped && !isQuota, detail });
      found.push({ kind: 'quota-exhausted', subject: id, isBad: stopped && isQuota, detail });
    }
    return found;
  };
}
