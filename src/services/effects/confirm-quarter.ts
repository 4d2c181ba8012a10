import { confirmationId } from '../../domain/records/confirmation.ts';
import { changeRecord } from '../change-record.ts';
import { tellOfOtherAnswer } from '../notices/tell-colleagues.ts';
import { type ApplyEffect, personOf } from './effect-context.ts';

/** Keeps what this member says about the period; a member's newer answer replaces their older one. */
export const applyConfirmQuarter: ApplyEffect<'confirm-quarter'> = async (effect, context, deps) => {
  const { type: _type, ...answer } = effect;
  const personId = personOf(context);
  const confirmation = {
    ...answer,
    personId,
    atMs: deps.clock.businessNow(),
    effectId: context.effectId,
  };
  const id = confirmationId(effect.teamId, effect.period, personId);
  if (!(await deps.stores.confirmations.insertIfAbsent(id, confirmation))) {
    await changeRecord(deps.stores.confirmations, id, (old) =>
      old.effectId === context.effectId ? null : confirmation,
    );
  }
  await tellOfOtherAnswer(confirmation, deps);
};
