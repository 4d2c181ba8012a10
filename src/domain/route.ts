/** How a recipient may lawfully be reached now. */
export type Route = 'reply-window' | 'template' | 'page-post' | 'oa-article' | 'none';

export type RouteReason =
  | 'window-open'
  | 'window-billable'
  | 'window-closed'
  | 'never-wrote'
  | 'unfollowed'
  | 'blocked'
  | 'opted-out';

export interface RouteDecision {
  route: Route;
  reason: RouteReason;
}

/** What policy must know about a person on a channel. */
export interface RecipientFacts {
  /** The person's last window-opening act, Unix ms; null when they never wrote. */
  lastInteractionAtMs: number | null;
  following: boolean | null;
  blocked: boolean;
  /** `reply`: answers a person who wrote. `push`: the system speaks first. */
  purpose: 'safety' | 'reply' | 'push';
  optedOut: boolean;
}
