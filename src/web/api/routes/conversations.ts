import { z } from 'zod';
import { CHANNEL_IDS, type ChannelId } from '../../../domain/ids.ts';
import type { StoredConversation } from '../../../storage/conversations.ts';
import { ApiError } from '../api-errors.ts';
import { pageOf, pagingOf, pagingQuery } from '../paging.ts';
import { apiRoute } from '../route.ts';

/** Where a conversation stands; never what was said, and nothing of the safety card. */
const conversation = z.object({
  id: z.string(),
  channel: z.string(),
  mode: z.enum(['new', 'public', 'member']),
  consented: z.boolean(),
  optedOut: z.boolean(),
  flow: z.string().nullable(),
  step: z.string().nullable(),
  pausedFlows: z.array(z.string()),
  lastInteractionAtMs: z.number().nullable(),
});

export const listConversations = apiRoute({
  method: 'get',
  path: '/conversations',
  scope: 'read:conversations',
  summary: 'Where conversations stand (state only)',
  params: z.object({}),
  query: z.object({ channel: z.enum(CHANNEL_IDS as [ChannelId, ...ChannelId[]]).optional(), ...pagingQuery }),
  response: pageOf(conversation),
  async handle({ query }, caller, { storage }) {
    // A conversation belongs to no unit, so only the province sees them.
    if (caller.communeIds !== null) throw new ApiError('scope-missing');
    const { channel } = query;
    const page = await storage.conversations.list({ ...pagingOf(query), ...(channel ? { channel } : {}) });
    return { items: page.items.map(stateOf), cursor: page.cursor };
  },
});

export const getConversation = apiRoute({
  method: 'get',
  path: '/conversations/:id',
  scope: 'read:conversations',
  summary: 'Where one conversation stands (state only)',
  params: z.object({ id: z.string() }),
  query: z.object({}),
  response: conversation,
  async handle({ params }, caller, { storage }) {
    if (caller.communeIds !== null) throw new ApiError('scope-missing');
    const stored = await storage.conversations.get(params.id);
    if (!stored) throw new ApiError('not-found');
    return stateOf(stored);
  },
});

function stateOf({ id, value }: StoredConversation): z.input<typeof conversation> {
  const { flow } = value;
  return {
    id,
    channel: id.slice(0, id.indexOf(':')),
    mode: flow.mode,
    consented: value.consent !== null,
    optedOut: value.optedOut,
    flow: flow.active?.flow ?? null,
    step: flow.active?.step ?? null,
    pausedFlows: flow.paused.map((run) => run.flow),
    lastInteractionAtMs: value.lastInteractionAtMs,
  };
}
