import type { Conversation } from '../domain/conversation.ts';
import type { Page } from './records.ts';

/** Conversations: one document each, changed only under its lease and only by one compare-and-set a turn. */
export interface Conversations {
  get(id: string): Promise<StoredConversation | null>;
  /**
   * Takes the lease when it is free or run out at `nowMs` (creating an empty document for a new id), raising the fence.
   * Null while another owner holds it.
   */
  claim(id: string, owner: string, nowMs: number, leaseMs: number): Promise<ClaimedConversation | null>;
  /** Prolongs a lease that is still ours. */
  renew(id: string, fence: number, untilMs: number): Promise<boolean>;
  /** The turn's one write: compare-and-set on fence and version. Returns the new version, or null when we lost. */
  commit(id: string, fence: number, version: number, value: Conversation): Promise<number | null>;
  /**
   * Gives the lease back; false when it was no longer ours.
   *
   * @param last - Written by the same stroke, if the document still has that version; else only the lease goes.
   */
  release(id: string, fence: number, last?: { version: number; value: Conversation }): Promise<boolean>;
  /** Page by id, for the API and for clean-ups. */
  list(query: { after?: string; limit: number; channel?: string }): Promise<Page<StoredConversation>>;
  /**
   * Ids of conversations with an unfinished form that nobody has touched since `beforeMs`, of people who have consented or of
   * others, the oldest first.
   */
  oldDrafts(query: { consented: boolean; beforeMs: number; limit: number }): Promise<string[]>;
  /** Removes the document. */
  erase(id: string): Promise<boolean>;
}

export interface StoredConversation {
  id: string;
  version: number;
  value: Conversation;
}

export interface ClaimedConversation extends StoredConversation {
  /** Rises with each claim; every write carries it. */
  fence: number;
}
