import type { Channel } from '../../channels/channel.ts';
import type { PeriodKind } from '../../domain/calendar.ts';
import type { Effect, EffectType } from '../../domain/effect.ts';
import type { ConversationParts } from '../../domain/ids.ts';
import type { Message } from '../../domain/message.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Ids } from '../../lib/ids.ts';
import type { Conversations } from '../../storage/conversations.ts';
import type { Outbox, OutboxAdmin } from '../../storage/outbox.ts';
import type { ConsentProofs } from '../consent-proofs.ts';
import type { Eraser } from '../erase/eraser.ts';
import type { LinkCodes } from '../links/link-codes.ts';
import type { Stores } from '../stores.ts';

/** What effects need of the system. */
export interface EffectDeps {
  stores: Stores;
  outbox: Outbox & OutboxAdmin;
  conversations: Conversations;
  eraser: Pick<Eraser, 'begin'>;
  consents: ConsentProofs;
  linkCodes: LinkCodes;
  /** Null for a channel or account that this server does not speak for. */
  channelOf(parts: ConversationParts): Channel | null;
  clock: Clock;
  ids: Ids;
  timeZone: string;
  periodKind: PeriodKind;
}

/** Whose effect it is. */
export interface EffectContext {
  /** `<eventKey>#<n>`: every record that the effect makes is named after it. */
  effectId: string;
  conversationId: string;
  parts: ConversationParts;
  personId: string | null;
  /** Orders this turn's messages behind those of the turns before. */
  group: number;
  /** Position of the effect in its turn. */
  position: number;
  /** Everything that the turn says to this person itself. */
  messages: readonly Message[];
}

/**
 * Makes one effect true. Idempotent by `effectId` and never refusing: facts that disagree are kept side by side.
 */
export type ApplyEffect<T extends EffectType> = (
  effect: Extract<Effect, { type: T }>,
  context: EffectContext,
  deps: EffectDeps,
) => Promise<void>;

/** Applies an effect that only a known person can have. @throws {Error} when the conversation has none: a broken flow. */
export function personOf(context: EffectContext): string {
  if (context.personId === null) throw new Error('effect needs a person who has consented');
  return context.personId;
}
