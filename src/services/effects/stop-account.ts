import { changeRecord } from '../change-record.ts';
import type { ApplyEffect } from './effect-context.ts';

/** Stops all sending of the account until an operator releases it. */
export const applyStopAccount: ApplyEffect<'stop-account'> = async (effect, context, deps) => {
  const { channel, accountId } = context.parts;
  const id = `${channel}:${accountId}`;
  const state = {
    stopped: true,
    reason: effect.reason,
    sinceMs: deps.clock.systemNow(),
    notBeforeMs: 0,
  };
  if (await deps.stores.accountStates.insertIfAbsent(id, state)) return;
  await changeRecord(deps.stores.accountStates, id, (old) => (old.stopped ? null : state));
};
