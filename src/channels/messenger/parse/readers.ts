import { type EventReader, ignoring } from './event.ts';
import { readEdit, readMessage } from './messages.ts';
import { readOptIn, readPostback, readReferral } from './openings.ts';
import { readPolicy, readReaction, readThreadControl, readThreadRequest } from './relations.ts';

/**
 * Every key that says what an item of `messaging` is (platform dossier "Messenger" §1.5), the telling ones first. Those
 * that are counted and have no effect name the reason.
 */
export const READERS: ReadonlyMap<string, EventReader> = new Map<string, EventReader>([
  ['message', readMessage],
  ['postback', readPostback],
  ['referral', readReferral],
  ['optin', readOptIn],
  ['reaction', readReaction],
  ['message_edit', readEdit],
  ['pass_thread_control', readThreadControl],
  ['take_thread_control', readThreadControl],
  ['request_thread_control', readThreadRequest],
  ['policy_enforcement', readPolicy],
  ['policy-enforcement', readPolicy],
  ['delivery', ignoring('receipt')],
  ['read', ignoring('receipt')],
  ['app_roles', ignoring('no-effect')],
  ['account_linking', ignoring('no-effect')],
  ['response_feedback', ignoring('no-effect')],
  ['messaging_feedback', ignoring('no-effect')],
  ['message_request', ignoring('no-effect')],
  ['game_play', ignoring('no-effect')],
  ['branded_camera', ignoring('no-effect')],
  ['prior_message', ignoring('no-effect')],
  ['template', ignoring('no-effect')],
  ['hop_context', ignoring('no-effect')],
  ['messaging_customer_information', ignoring('no-effect')],
  ['order', ignoring('commerce')],
  ['payment', ignoring('commerce')],
  ['pre_checkout', ignoring('commerce')],
  ['checkout_update', ignoring('commerce')],
]);
