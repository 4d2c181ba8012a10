import type { RecipientFacts, RouteDecision, RouteReason } from '../../domain/route.ts';
import { REPLY_WINDOW_MS } from './limits.ts';

/**
 * Whether a message may go out now (platform dossier "Messenger" §3): anything within 24 h of the person's last act, less
 * a margin; nothing later, because the tags are dead and no template is used. Opting out stops pushes only.
 */
export function messengerPolicy(recipient: RecipientFacts, nowMs: number): RouteDecision[] {
  if (recipient.blocked) return none('blocked');
  if (recipient.purpose === 'push' && recipient.optedOut) return none('opted-out');
  if (recipient.lastInteractionAtMs === null) return none('never-wrote');
  if (nowMs - recipient.lastInteractionAtMs > REPLY_WINDOW_MS) return none('window-closed');
  return [{ route: 'reply-window', reason: 'window-open' }];
}

function none(reason: RouteReason): RouteDecision[] {
  return [{ route: 'none', reason }];
}
