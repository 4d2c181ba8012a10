import type { Effect, EffectType } from '../../domain/effect.ts';
import { applyConfirmQuarter } from './confirm-quarter.ts';
import { applyCorrectReport } from './correct-report.ts';
import { applyCountWrongCode } from './count-wrong-code.ts';
import { applyDropDraft } from './drop-draft.ts';
import type { ApplyEffect, EffectContext, EffectDeps } from './effect-context.ts';
import { applyEraseMe } from './erase-me.ts';
import { applyForgetWords } from './forget-words.ts';
import { applyGiveConsent } from './give-consent.ts';
import { applyGiveOwed } from './give-owed.ts';
import { applyKeepMedia } from './keep-media.ts';
import { applyLinkChats } from './link-chats.ts';
import { applyNotePhotoConsent } from './note-photo-consent.ts';
import { applyOfferLink } from './offer-link.ts';
import { applyProveSend } from './prove-send.ts';
import { applyRequestSeat } from './request-seat.ts';
import { applySend } from './send.ts';
import { applySetName } from './set-name.ts';
import { applySetOptOut } from './set-opt-out.ts';
import { applyStopAccount } from './stop-account.ts';
import { applySubmitReport } from './submit-report.ts';
import { applyTakeSeat } from './take-seat.ts';
import { applyUnlinkChats } from './unlink-chats.ts';
import { applyWithdrawConsent } from './withdraw-consent.ts';
import { applyWithdrawReport } from './withdraw-report.ts';

/** These change the conversation document alone, in the turn's own write. */
const inConversation = async () => {};

const APPLY: { [T in EffectType]: ApplyEffect<T> } = {
  send: applySend,
  'give-consent': applyGiveConsent,
  'withdraw-consent': applyWithdrawConsent,
  'erase-me': applyEraseMe,
  'set-name': applySetName,
  'set-language': inConversation,
  'set-opt-out': applySetOptOut,
  'take-seat': applyTakeSeat,
  'request-seat': applyRequestSeat,
  'offer-link': applyOfferLink,
  'link-chats': applyLinkChats,
  'unlink-chats': applyUnlinkChats,
  'count-wrong-code': applyCountWrongCode,
  'submit-report': applySubmitReport,
  'correct-report': applyCorrectReport,
  'withdraw-report': applyWithdrawReport,
  'keep-media': applyKeepMedia,
  'note-photo-consent': applyNotePhotoConsent,
  'forget-words': applyForgetWords,
  'drop-draft': applyDropDraft,
  'prove-send': applyProveSend,
  'give-owed': applyGiveOwed,
  'stop-account': applyStopAccount,
  'confirm-quarter': applyConfirmQuarter,
};

/** Makes one effect true. @throws when a store is away; then it is applied again, by the same id. */
export async function applyEffect(effect: Effect, context: EffectContext, deps: EffectDeps): Promise<void> {
  const apply = APPLY[effect.type] as ApplyEffect<EffectType>;
  await apply(effect, context, deps);
}
