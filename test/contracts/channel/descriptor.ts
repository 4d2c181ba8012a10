import type { Channel } from '../../../src/channels/channel.ts';
import type { SendErrorCode } from '../../../src/channels/send-error.ts';
import type { ChannelId } from '../../../src/domain/ids.ts';
import type { Media, Outbound, OutboundPart } from '../../../src/domain/message.ts';
import type { RecipientFacts, RouteDecision } from '../../../src/domain/route.ts';
import type { FrozenClock } from '../../../src/lib/clock.ts';

/** A channel with its fake platform, on which one person has just written. */
export interface ChannelWorld {
  channel: Channel & { readonly redactions: readonly string[] };
  clock: FrozenClock;
  /** A part on its way to the person who has just written. */
  outbound(part: OutboundPart): Outbound;
  /** A picture that the platform carries and whose bytes the channel can read. */
  picture: Media;
  /** How many messages reached people. */
  sentCount(): number;
  /** How many files were uploaded. */
  uploadCount(): number;
  /** The platform forgets every upload. */
  forgetUploads(): void;
  /** The webhook request by which the platform would deliver this payload. */
  signed(payload: unknown): { headers: Record<string, string>; body: string };
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Time limit of one call, ms. */
  timeoutMs?: number;
  /** The platform's address refuses connections. */
  unreachable?: boolean;
}

export interface FailureCase<W extends ChannelWorld> {
  name: string;
  plan(world: W): void;
  error: SendErrorCode;
  /** The alert for codes that no list knows. Default false. */
  unlisted?: boolean;
  /** The platform never answers: only then the call gets the short time limit. Default false. */
  timesOut?: boolean;
  /** Whether the person got the message all the same. Default false. */
  delivered?: boolean;
}

export interface WindowCase {
  name: string;
  facts: Partial<RecipientFacts>;
  /** Time since the person's last act, ms. */
  silentMs: number;
  routes: RouteDecision[];
}

export interface ChannelDescriptor<W extends ChannelWorld> {
  name: ChannelId;
  open(options?: OpenOptions): Promise<W>;
  /** Folders with one JSON file for each recorded webhook, and for what it is read as. */
  webhooks: URL;
  expected: URL;
  /** Puts several webhooks into one, or the reason why the platform never does. */
  batch: { join(payloads: unknown[]): unknown } | { quirk: string };
  /** Why the platform would refuse this part; null when it takes it. */
  refusal(part: OutboundPart): string | null;
  /** Everything secret in the channel's settings. */
  secrets: readonly string[];
  /** Calls that run out of time are tested with this limit, ms. */
  shortTimeoutMs: number;
  failures: FailureCase<W>[];
  windows: WindowCase[];
}

export const never = (): AbortSignal => new AbortController().signal;
