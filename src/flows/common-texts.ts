/**
 * What the bot says anywhere, whatever flow is open; written in the `texts:` block of `flows/menu/flow.yaml`.
 * The linter asks for each of them.
 */
export const COMMON_TEXTS = [
  'introduction',
  // The way back
  'old-button',
  'old-button-finished',
  'not-understood',
  'not-understood-free',
  'not-understood-again',
  'not-understood-officer',
  'nothing-open',
  'nothing-to-edit',
  'cancelled',
  'discarded',
  'kept-aside',
  'too-many-aside',
  'back-to-question',
  'officer-only',
  'flow-changed',
  'flow-gone',
  'flow-fault',
  'refused-member',
  'refused-reporter',
  // What people send beside text
  'photo-kept',
  'photo-too-many',
  'photo-consent-first',
  'photo-not-reporter',
  'voice-kept',
  'voice-consent-first',
  'voice-not-reporter',
  'video-kept',
  'sticker',
  'other-attachment',
  'edit-applied',
  'edit-seen',
  // Answers that cannot be
  'date-proposal',
  'date-future',
  'date-past',
  'date-too-early',
  'date-lunar',
  'date-several',
  'date-impossible',
  'date-unclear',
  'number-range',
  'number-sure',
  'choices-unclear',
  'text-too-long',
  'time-unclear',
  'counts-unclear',
  'counts-sum',
  'counts-part',
] as const;

export type CommonText = (typeof COMMON_TEXTS)[number];
