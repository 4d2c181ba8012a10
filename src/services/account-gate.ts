import type { Lane } from '../domain/message.ts';
import type { AccountState } from '../domain/records/runtime.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import type { Logger } from '../lib/logger.ts';
import type { Records } from '../storage/records.ts';
import { changeRecord } from './change-record.ts';

/** A stopped account is looked at again so often. */
export const STOPPED_WAIT_MS = 30 * Second.ms;

/** How old a read state may be, ms: the store is not asked for each row. */
const STATE_AGE_MS = 1 * Second.ms;

/** Reason of a stop: the messages that the account may send are used up. */
export const QUOTA_EXHAUSTED = 'quota-exhausted';

/** Whether an account may send now. The state lives in the store, so that all workers obey it. */
export interface AccountGate {
  /** 0 when sending is allowed, else how long to wait, ms. */
  waitMs(channel: string, accountId: string, lane: Lane): Promise<number>;
  /** The platform asked for a pause. */
  hold(channel: string, accountId: string, forMs: number): Promise<void>;
  /** Nothing goes out until an operator releases the account. */
  stop(channel: string, accountId: string, reason: string): Promise<void>;
  release(channel: string, accountId: string): Promise<void>;
}

export function createAccountGate(states: Records<AccountState>, clock: Clock, logger: Logger): AccountGate {
  const read = new Map<string, { state: AccountState | null; atMs: number }>();

  async function stateOf(id: string): Promise<AccountState | null> {
    const known = read.get(id);
    if (known && clock.systemNow() - known.atMs < STATE_AGE_MS) return known.state;
    const state = (await states.get(id))?.value ?? null;
    read.set(id, { state, atMs: clock.systemNow() });
    return state;
  }

  async function change(id: string, next: (old: AccountState) => AccountState | null): Promise<void> {
    const open = { stopped: false, reason: null, sinceMs: clock.systemNow(), notBeforeMs: 0 };
    await states.insertIfAbsent(id, open);
    await changeRecord(states, id, next);
    read.delete(id);
  }

  return {
    async waitMs(channel, accountId) {
      const state = await stateOf(`${channel}:${accountId}`);
      if (!state) return 0;
      if (state.stopped) return STOPPED_WAIT_MS;
      return Math.max(0, state.notBeforeMs - clock.systemNow());
    },
    async hold(channel, accountId, forMs) {
      const notBeforeMs = clock.systemNow() + forMs;
      await change(`${channel}:${accountId}`, (old) =>
        old.notBeforeMs >= notBeforeMs ? null : { ...old, notBeforeMs },
      );
    },
    async stop(channel, accountId, reason) {
      logger.error(
        { channel, account: accountId, reason },
        'account stopped: nothing is sent until it is released',
      );
      await change(`${channel}:${accountId}`, (old) =>
        old.stopped ? null : { ...old, stopped: true, reason, sinceMs: clock.systemNow() },
      );
    },
    async release(channel, accountId) {
      await change(`${channel}:${accountId}`, (old) => ({
        ...old,
        stopped: false,
        reason: null,
        notBeforeMs: 0,
        sinceMs: clock.systemNow(),
      }));
    },
  };
}
