import type { MenuSetup } from '../channels/channel.ts';
import { SendError } from '../channels/send-error.ts';
import type { ChannelMenu } from '../domain/records/watch.ts';
import type { Clock } from '../lib/clock.ts';
import { Minute, Second } from '../lib/duration.ts';
import type { Logger } from '../lib/logger.ts';
import type { Records } from '../storage/records.ts';
import { changeRecord } from './change-record.ts';

/** Between two attempts, also of other processes: Messenger allows ten calls in ten minutes. */
const AGAIN_AFTER_MS = 10 * Minute.ms;

const CALL_TIMEOUT_MS = 20 * Second.ms;

export interface SetUpMenusDeps {
  accounts: readonly { channel: string; accountId: string; menu: MenuSetup }[];
  records: Records<ChannelMenu>;
  clock: Clock;
  logger: Logger;
}

/** Sets each platform's menu and greeting when ours has changed since it was set last. */
export function createMenuSetUp(deps: SetUpMenusDeps): () => Promise<void> {
  return async () => {
    for (const account of deps.accounts) await setUp(account, deps);
  };
}

async function setUp(
  { channel, accountId, menu }: SetUpMenusDeps['accounts'][number],
  { records, clock, logger }: SetUpMenusDeps,
): Promise<void> {
  const id = `${channel}:${accountId}`;
  await records.insertIfAbsent(id, { version: null, notBeforeMs: 0 });
  const stored = await records.get(id);
  const nowMs = clock.systemNow();
  if (!stored || stored.value.version === menu.menuVersion || stored.value.notBeforeMs > nowMs) return;
  const mine = { ...stored.value, notBeforeMs: nowMs + AGAIN_AFTER_MS };
  if (!(await records.replace(id, mine, stored.version))) return;
  try {
    await menu.setUpMenu(AbortSignal.timeout(CALL_TIMEOUT_MS));
    await changeRecord(records, id, (old) => ({ ...old, version: menu.menuVersion }));
    logger.info({ channel }, 'menu and greeting set');
  } catch (error) {
    const reason = error instanceof SendError ? (error.platformCode ?? error.code) : 'unknown';
    logger.warn({ channel, reason }, 'menu and greeting could not be set; tried again later');
  }
}
