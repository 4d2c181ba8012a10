import type { ChannelId } from '../../domain/ids.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Ids } from '../../lib/ids.ts';
import type { Act } from '../act.ts';
import type { NewLine } from '../chat-line.ts';
import type { MediaShelf } from '../media-shelf.ts';

/** Failures that the page can switch on, in the words of every platform. */
export const FAILURES = [
  'throttled',
  'timeout-after',
  'token-expired',
  'window-closed',
  'error-200',
] as const;

export type Failure = (typeof FAILURES)[number];

/** A person as a platform knows them. */
export interface KnownPerson {
  id: string;
  name: string;
  following: boolean;
  /** Business time, Unix ms; null when they never wrote. */
  lastInteractionAtMs: number | null;
}

/** One webhook to come, and what the person's phone shows of it. */
export interface Happening {
  line: NewLine | null;
  /** Changes an earlier line instead of adding one. */
  changes?: { messageId: string; text: string; state: 'edited' | 'unsent' };
  /** Posts the signed webhook. @returns its HTTP status; null without an answer. */
  deliver(webhookUrl: string): Promise<number | null>;
}

/** A fake platform as the simulator page needs it. */
export interface Platform {
  readonly channel: ChannelId;
  /** The account that the bot speaks for here. */
  readonly accountId: string;
  /** Base address; media that people send come from there. */
  readonly url: string;
  /** Makes a person known, also one of an earlier run. @returns their id. */
  know(person: Partial<KnownPerson> & { name: string }): string;
  people(): KnownPerson[];
  /** The webhooks of one act; null where the platform has no such thing. */
  happenings(userId: string, act: Act): Happening[] | null;
  /** Where the platform tells echoes of what the bot sent. */
  connect(webhookUrl: string): void;
  /** One failure at a time. @param once - Only the next call, else until it is taken back with null. */
  fail(failure: Failure | null, once: boolean): void;
  failing(): { failure: Failure; once: boolean } | null;
  /** Resolves when every echo so far has been delivered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** What a platform tells the simulator. */
export interface PlatformListener {
  /** A message of the bot has reached a person's phone. */
  received(userId: string, line: NewLine): void;
  /** A planned failure has hit a call. */
  failed(failure: Failure): void;
}

export interface PlatformDeps {
  clock: Clock;
  ids: Ids;
  shelf: MediaShelf;
  listener: PlatformListener;
}
