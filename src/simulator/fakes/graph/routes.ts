import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FakeAnswer } from '../fake-answer.ts';
import type { FakeRequest } from '../fake-server.ts';
import { invalid, refusal, success } from './answers.ts';
import { type GraphBody, readGraphBody } from './body.ts';
import { callWithFailure, type GraphCallTarget, type GraphFailure } from './failures.ts';
import { type MessagesDeps, sendMessage } from './messages.ts';
import type { FakePageSettings } from './page-settings.ts';
import { isConversationId, readConversation, readConversations, readIdsForPages, readUser } from './reads.ts';

export interface RoutesDeps extends MessagesDeps {
  account: { pageId: string; appId: string; appSecret: string; pageToken: string };
  settings: FakePageSettings;
  takeFailure(target: GraphCallTarget): GraphFailure | null;
  /** Waits as long as a slow answer takes. */
  pause(): Promise<void>;
}

const VERSIONED_PATH = /^\/v\d+\.\d+\/([^/]+)(?:\/([^/]+))?$/;

/** Answers one call to Graph. */
export async function routeCall(request: FakeRequest, deps: RoutesDeps): Promise<FakeAnswer> {
  const path = VERSIONED_PATH.exec(request.url.pathname);
  if (!path) return refusal(2500, { message: 'Unknown path components' });
  const failure = deps.takeFailure(targetOf(request.method, path[2]));
  return callWithFailure(failure, deps.account.pageId, () => answer(request, path, deps), deps.pause);
}

function targetOf(method: string, edge: string | undefined): GraphCallTarget {
  if (edge === 'messages' && method === 'POST') return 'send';
  return edge === 'message_attachments' ? 'upload' : 'read';
}

async function answer(request: FakeRequest, path: RegExpExecArray, deps: RoutesDeps): Promise<FakeAnswer> {
  if (path[1] === 'debug_token') return debugToken(request, deps);
  const body = await readGraphBody(request.body, request.headers['content-type'] ?? '');
  if (!body) return invalid('The body cannot be read');
  const unauthorised = authorisationRefusal(request, body, deps.account);
  if (unauthorised) return unauthorised;
  const [, node = '', edge] = path;
  const isPage = node === 'me' || node === deps.account.pageId;
  if (isPage) return answerForPage(request, edge, body, deps);
  if (edge === undefined && request.method === 'GET') return answerForNode(request, node, deps);
  if (edge === 'ids_for_pages' && request.method === 'GET')
    return readIdsForPages(deps.state, deps.account.pageId, node);
  return refusal(100, { subcode: 33, type: 'GraphMethodException', message: 'Unsupported request' });
}

function answerForPage(
  { method, url }: FakeRequest,
  edge: string | undefined,
  body: GraphBody,
  deps: RoutesDeps,
): FakeAnswer | Promise<FakeAnswer> {
  const query = url.searchParams;
  if (edge === 'messages' && method === 'POST') return sendMessage(body, deps);
  if (edge === 'message_attachments' && method === 'POST') return deps.uploads.handle(body);
  if (edge === 'messenger_profile')
    return deps.settings.handleProfile(method, body.fields, query.get('fields'));
  if (edge === 'subscribed_apps')
    return deps.settings.handleSubscription(method, query.get('subscribed_fields'));
  if (edge === 'conversations' && method === 'GET') return readConversations(deps.state, query);
  if (edge === undefined && method === 'GET') return success({ id: deps.account.pageId, name: 'Trang thử' });
  return invalid('Unsupported request', 33);
}

function answerForNode({ url }: FakeRequest, node: string, { state }: RoutesDeps): FakeAnswer {
  if (isConversationId(node)) return readConversation(state, node);
  return readUser(state, node, url.searchParams.get('fields')?.split(',') ?? []);
}

/** `GET /debug_token`, asked with the app's own token `<app id>|<app secret>` (§5.4). */
function debugToken({ url, headers }: FakeRequest, { account, settings }: RoutesDeps): FakeAnswer {
  const query = url.searchParams;
  const token = bearerOf(headers) ?? query.get('access_token');
  if (token !== `${account.appId}|${account.appSecret}`)
    return refusal(190, { message: 'Invalid OAuth access token signature.' });
  const isValid = query.get('input_token') === account.pageToken;
  const data = isValid
    ? { app_id: account.appId, is_valid: true, expires_at: 0, ...settings.tokenFacts }
    : { app_id: account.appId, is_valid: false, scopes: [] };
  return success({ data });
}

/** Token by header, query or field; the proof of the app secret is demanded, as the app's setting can (§2.8). */
function authorisationRefusal(
  { url, headers }: FakeRequest,
  { fields }: GraphBody,
  account: RoutesDeps['account'],
): FakeAnswer | null {
  const token = bearerOf(headers) ?? url.searchParams.get('access_token') ?? fields.access_token;
  if (token !== account.pageToken)
    return refusal(190, { subcode: 467, message: 'Invalid OAuth access token.' });
  const proof = url.searchParams.get('appsecret_proof') ?? fields.appsecret_proof;
  const right = createHmac('sha256', account.appSecret).update(account.pageToken).digest('hex');
  if (proof === undefined) return invalid('API calls from the server require an appsecret_proof argument');
  return proof === right ? null : invalid('Invalid appsecret_proof provided in the API argument');
}

function bearerOf({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  return /^Bearer (.+)$/.exec(authorization)?.[1];
}
