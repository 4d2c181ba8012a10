/** A channel that people write on. */
export type ChannelId = 'zalo' | 'messenger';

export const CHANNEL_IDS: readonly ChannelId[] = ['zalo', 'messenger'];

/**
 * One person on one channel: `zalo:<oaId>:<userId>` or `messenger:<pageId>:<psid>`.
 * All parts are strings; platform ids exceed 2^53.
 */
export type ConversationId = string;

/** Stands in the place of the user id for events that concern the whole account (policy, revoked permission). */
export const ACCOUNT_USER_ID = '@account';

export function conversationIdOf(channel: ChannelId, accountId: string, userId: string): ConversationId {
  return `${channel}:${accountId}:${userId}`;
}

export interface ConversationParts {
  channel: ChannelId;
  accountId: string;
  userId: string;
}

/** @throws {RangeError} when `id` was not made by {@link conversationIdOf}. */
export function partsOfConversationId(id: ConversationId): ConversationParts {
  const match = /^(zalo|messenger):([^:]+):(.+)$/.exec(id);
  if (!match) throw new RangeError('not a conversation id');
  const [, channel, accountId, userId] = match;
  return { channel: channel as ChannelId, accountId: accountId as string, userId: userId as string };
}
