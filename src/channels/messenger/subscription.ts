import { harmlessErrorOf, sendErrorOf } from './errors.ts';
import type { Graph } from './graph.ts';
import { doneSchema, subscribedAppsSchema } from './schema.ts';

/** Everything that `parse.ts` makes use of; receipts are left out, because they would only be counted (dossier §1.1). */
export const SUBSCRIBED_FIELDS: readonly string[] = [
  'messages',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'messaging_handovers',
  'messaging_policy_enforcement',
  'standby',
  'feed',
];

interface Account {
  pageId: string;
  appId: string;
}

/**
 * The fields that Meta no longer delivers: after an hour of failing webhooks it unsubscribes the app from the Page
 * (platform dossier "Messenger" §1.3).
 *
 * @throws {SendError}
 */
export async function missingSubscriptions(
  graph: Graph,
  { pageId, appId }: Account,
  signal: AbortSignal,
): Promise<string[]> {
  const response = await call(graph, pageId, { method: 'GET', signal });
  const apps = subscribedAppsSchema.safeParse(response.body);
  if (!apps.success) throw harmlessErrorOf(sendErrorOf(response));
  const ours = apps.data.data.find(({ id }) => id === appId)?.subscribed_fields ?? [];
  const subscribed = new Set(ours.map(singular));
  return SUBSCRIBED_FIELDS.filter((field) => !subscribed.has(singular(field)));
}

/**
 * Subscribes to all fields at once: a shorter list would probably replace the longer one.
 *
 * @throws {SendError}
 */
export async function subscribe(graph: Graph, { pageId }: Account, signal: AbortSignal): Promise<void> {
  const query = { subscribed_fields: SUBSCRIBED_FIELDS.join(',') };
  const response = await call(graph, pageId, { method: 'POST', query, signal });
  if (!doneSchema.safeParse(response.body).success) throw harmlessErrorOf(sendErrorOf(response));
}

function call(graph: Graph, pageId: string, request: Parameters<Graph['call']>[1]) {
  return graph.call(`/${pageId}/subscribed_apps`, request).catch((error: unknown) => {
    throw harmlessErrorOf(error);
  });
}

/** Documents and answers disagree on the plural of some fields. */
function singular(field: string): string {
  return field.replace(/s$/, '');
}
