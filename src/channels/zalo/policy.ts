import type { RecipientFacts, RouteDecision, RouteReason } from '../../domain/route.ts';
import { FREE_WINDOW_MS, REPLY_WINDOW_MS } from './limits.ts';

/**
 * Whether a consultation message may go out now (platform dossier "Zalo" §6.1): free for 48 h after the person's last
 * interaction, billed (`window-billable`) up to 7 days, refused after that. Opting out stops pushes only. Someone who
 * stopped following is not pushed to either, but gets answers.
 */
export function zaloPolicy(recipient: RecipientFacts, nowMs: number): RouteDecision[] {
  if (recipient.blocked) return none('blocked');
  if (recipient.purpose === 'push') {
    if (recipient.optedOut) return none('opted-out');
    if (recipient.following === false) return none('unfollowed');
  }
  if (recipient.lastInteractionAtMs === null) return none('never-wrote');
  const silentMs = nowMs - recipient.lastInteractionAtMs;
  if (silentMs > REPLY_WINDOW_MS) return none('window-closed');
  return [{ route: 'reply-window', reason: silentMs > FREE_WINDOW_MS ? 'window-billable' : 'window-open' }];
}

function none(reason: RouteReason): RouteDecision[] {
  return [{ route: 'none', reason }];
}
