/**
 * Finds a person in danger behind a message. Pure, rule-based and explainable; never a language model.
 * Built by `createSafety(lexicon)` in `create-safety.ts`; rules: `docs/safety.md`.
 */
export interface Safety {
  /** The level of `text` in one context. Empty text is `none`. */
  assess(text: string, context: SafetyContext): SafetyReading;
  /**
   * Whether the card is raised, in all three contexts at once and for the moment before anything is written: the level
   * where it is, `none` where it is not. When they agree the text alone decides; otherwise the conversation must be read
   * first. Far quicker than {@link assess} for the many texts that say nothing.
   */
  screen(text: string): Readonly<Record<SafetyContext, SafetyLevel>>;
  /** True for the neutral safe word that brings the card back at any time. */
  isSafeWord(text: string): boolean;
}

/** Where the conversation stands: nothing open, a report step open, or material being asked for. */
export type SafetyContext = 'free' | 'report_step' | 'content_request';

/**
 * `topic`: words of the trade, carry on. `disclosure`: a real person may suffer or have suffered violence.
 * `imminent`: danger now. Only the last two raise the card.
 */
export type SafetyLevel = 'none' | 'topic' | 'disclosure' | 'imminent';

export interface SafetyReading {
  level: SafetyLevel;
  /** `child`, `trafficking`, `violence`, `suicide` …: orders the numbers on the card. Null when level is `none`. */
  topic: string | null;
  /** The rules that decided; never the text itself. */
  rules: string[];
}

/** True when this level raises the card. */
export function raisesCard(level: SafetyLevel): boolean {
  return level === 'disclosure' || level === 'imminent';
}

/** True when the card is raised in one of the contexts, or more. */
export function raisesAnywhere(levels: Readonly<Record<SafetyContext, SafetyLevel>>): boolean {
  return raisesCard(levels.free) || raisesCard(levels.report_step) || raisesCard(levels.content_request);
}
