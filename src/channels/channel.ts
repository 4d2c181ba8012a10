import type { IncomingHttpHeaders } from 'node:http';
import type { ParsedEvent } from '../domain/activity.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Message, Outbound, OutboundPart, Receipt } from '../domain/message.ts';
import type { RecipientFacts, RouteDecision } from '../domain/route.ts';

/** One platform: how its webhooks are read and how messages reach its people. */
export interface Channel {
  readonly id: ChannelId;
  /** The OA id or Page id that this server speaks for. */
  readonly accountId: string;
  readonly limits: ChannelLimits;
  /**
   * Judges the signature over the raw bytes, in constant time.
   *
   * @param raw - The body exactly as received.
   */
  verify(raw: Buffer, headers: IncomingHttpHeaders): boolean;
  /** Total: any JSON gives events or reasons, it never throws. */
  parse(payload: unknown): ParsedEvent[];
  /** Which routes may lawfully reach this person now, best first; `none` with a reason when no one may. */
  policy(recipient: RecipientFacts, nowMs: number): RouteDecision[];
  /**
   * Cuts a message to platform-sized parts, in sending order: long text at sentences, buttons on the last text part (as
   * numbered text where they do not fit), then media; what the platform cannot carry as a link or a sentence. Pure.
   */
  render(message: Message): OutboundPart[];
  /**
   * Sends one part to one person.
   *
   * @param signal - Aborts the call. The platform may still have taken the message.
   * @throws {SendError} always of the closed list.
   */
  send(outbound: Outbound, signal: AbortSignal): Promise<Receipt>;
}

/** Limits as the platform documents them; names carry the unit. */
export interface ChannelLimits {
  maxTextChars: number;
  maxButtons: number;
  maxButtonTitleChars: number;
  maxPayloadChars: number;
  /** Steady sending rate for the whole account. */
  sendsPerSecond: number;
}

/** Optional ability: the name a person shows on the platform. */
export interface ProfileLookup {
  /** @returns null when the platform does not tell. @throws {SendError} */
  profile(userId: string, signal: AbortSignal): Promise<{ displayName: string } | null>;
}

/** Optional ability: keeps access tokens fresh. */
export interface TokenKeeper {
  /** Refreshes when due (age, idle month); single-flight across processes. Returns what an operator should know. */
  keepFresh(): Promise<TokenState>;
  /** Whether only a human can renew the token, as far as is known here; asks no platform. @throws {StorageUnavailable} */
  needsConsent(): Promise<boolean>;
}

export interface TokenState {
  state: 'fresh' | 'refreshed' | 'needs-consent' | 'unavailable';
  ageMs: number | null;
}

/** Optional ability: tells whose the access token is and what it may do. */
export interface AccountInspector {
  /** Asks the platform. @throws {SendError} when it does not answer. */
  inspectAccount(signal: AbortSignal): Promise<AccountReport>;
}

export interface AccountReport {
  /** False when the platform refuses the token, or it is of another account. */
  isValid: boolean;
  /** Name of the account, where the platform tells it. */
  name: string | null;
  /** When a human must renew it, Unix ms; null for never, or for a token that is kept fresh. */
  expiresAtMs: number | null;
  missingRights: readonly string[];
}

/** Optional ability: tells how near the account is to the platform's own limits. */
export interface PressureGauge {
  /** 0 (idle, or the platform does not tell) to 1 (limited). Slow down from about 0.75, hold broadcasts from 0.9. */
  pressure(): number;
}

/** Optional ability: knows whether the platform still delivers webhooks; some stop after an hour of failures. */
export interface SubscriptionKeeper {
  /** Kinds of events that are no longer delivered; empty when all is well. @throws {SendError} */
  missingSubscriptions(signal: AbortSignal): Promise<string[]>;
  /** Asks for all of them; may be repeated. @throws {SendError} */
  subscribe(signal: AbortSignal): Promise<void>;
}

/** Optional ability: reads back what people wrote while no webhook came. */
export interface HistoryReader {
  /**
   * What people wrote since then, one conversation after the other, oldest message first, as {@link Channel.parse} would
   * have given it: with the same event keys, without groups and anonymous people. Bounded; keeps to the platform's rate.
   *
   * @throws {SendError} when the platform refuses; what was given before it is good.
   */
  readBack(sinceMs: number, signal: AbortSignal): AsyncIterable<ParsedEvent[]>;
}

/** Optional ability: sets the platform's own menu and greeting. */
export interface MenuSetup {
  /** Changes with what {@link setUpMenu} would set. */
  readonly menuVersion: string;
  /** @throws {SendError} */
  setUpMenu(signal: AbortSignal): Promise<void>;
}

/** Bytes of a medium, by content hash. @throws when it is not there. */
export interface MediaReader {
  read(sha256: string): Promise<Buffer>;
}

/** Remembers uploads by content hash until the platform forgets them. */
export interface UploadCache {
  get(
    channel: ChannelId,
    accountId: string,
    sha256: string,
  ): Promise<{ attachmentId: string; uploadedAtMs: number } | null>;
  put(
    channel: ChannelId,
    accountId: string,
    sha256: string,
    attachmentId: string,
    uploadedAtMs: number,
  ): Promise<void>;
  drop(channel: ChannelId, accountId: string, sha256: string): Promise<void>;
}

/**
 * Keeps an account's token pair, encrypted at rest by its implementation. Every write names the version read, so that
 * two processes cannot both believe that they refreshed.
 */
export interface TokenStore {
  read(channel: ChannelId, accountId: string): Promise<{ pair: StoredTokens; version: number } | null>;
  /** @returns false when another process wrote meanwhile. `expectedVersion` 0 means "not there yet". */
  write(channel: ChannelId, accountId: string, pair: StoredTokens, expectedVersion: number): Promise<boolean>;
}

export interface StoredTokens {
  accessToken: string;
  refreshToken: string;
  /** Unix ms. */
  obtainedAtMs: number;
  expiresAtMs: number;
  /** SHA-256 of the seed from the environment that this line of pairs began with. */
  seedHash: string;
  /** A refresh has begun and its outcome is not known yet; others wait until `untilMs`. */
  refreshing: { by: string; untilMs: number; attempts: number } | null;
  /** The platform refused: a human must grant again. */
  needsConsent: boolean;
  /** The pair before this one, for diagnosis. */
  previousRefreshToken: string | null;
}
