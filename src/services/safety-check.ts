import type { SafetyMarker } from '../domain/event-log.ts';
import type { Clock } from '../lib/clock.ts';
import {
  raisesAnywhere,
  raisesCard,
  type Safety,
  type SafetyContext,
  type SafetyLevel,
} from '../safety/safety.ts';
import type { Conversations } from '../storage/conversations.ts';
import { safetyContextOf } from './safety-context.ts';

/** How long acceptance waits for the conversation before the card is the answer, ms (DESIGN.md §8). */
const CONTEXT_WAIT_MS = 150;

/** Decides, before anything is written, whether a text raises the card. */
export interface SafetyCheck {
  /** At once where the text alone decides, which is nearly always; else when the conversation has been read. */
  judge(conversationId: string, text: string): Judged | Promise<Judged>;
}

/** Null when the text raises no card. */
export type Judged = SafetyMarker | null;

export interface SafetyCheckDeps {
  safety: Safety;
  conversations: Conversations;
  clock: Clock;
  /** Resolves after `ms`; replaced in tests. */
  contextTimeout(ms: number): Promise<void>;
}

export function createSafetyCheck(deps: SafetyCheckDeps): SafetyCheck {
  return {
    judge(conversationId, text) {
      if (deps.safety.isSafeWord(text)) return { level: 'disclosure', topic: null };
      const levels = deps.safety.screen(text);
      if (!raisesAnywhere(levels)) return null;
      if (Object.values(levels).every((level) => level === 'imminent')) {
        return markerFor('imminent', text, 'free', deps.safety);
      }
      return judgeInContext(conversationId, text, levels, deps);
    },
  };
}

type Levels = Readonly<Record<SafetyContext, SafetyLevel>>;

async function judgeInContext(
  conversationId: string,
  text: string,
  levels: Levels,
  deps: SafetyCheckDeps,
): Promise<Judged> {
  const context = await contextWithin(conversationId, deps);
  // Not knowing the conversation, the card is the safer answer.
  if (context === null) return markerFor(highest(levels), text, 'free', deps.safety);
  const level = levels[context.context];
  if (!raisesCard(level)) return null;
  if (context.muted && level !== 'imminent') return null;
  return markerFor(level, text, context.context, deps.safety);
}

interface Context {
  context: SafetyContext;
  muted: boolean;
}

async function contextWithin(conversationId: string, deps: SafetyCheckDeps): Promise<Context | null> {
  const read = deps.conversations.get(conversationId).then(
    (stored): Context => ({
      context: stored ? safetyContextOf(stored.value.flow) : 'free',
      muted: (stored?.value.cardMutedUntilMs ?? 0) > deps.clock.businessNow(),
    }),
    () => null,
  );
  return Promise.race([read, deps.contextTimeout(CONTEXT_WAIT_MS).then(() => null)]);
}

function highest(levels: Levels): SafetyLevel {
  return Object.values(levels).includes('imminent') ? 'imminent' : 'disclosure';
}

function markerFor(level: SafetyLevel, text: string, context: SafetyContext, safety: Safety): SafetyMarker {
  return {
    level: level === 'imminent' ? 'imminent' : 'disclosure',
    topic: safety.assess(text, context).topic,
  };
}
