import { parseJson } from '../../../lib/json.ts';
import type { FakeAnswer } from '../fake-answer.ts';
import type { FakeRequest } from '../fake-server.ts';
import { invalidApi, refusal, success } from './answers.ts';
import { callWithFailure, type ZaloCallTarget, type ZaloFailure } from './failures.ts';
import { hasButtons, type MessageDesk, takeMessage } from './messages.ts';
import type { FakeTokens } from './oauth.ts';
import { conversation, ownAccount, recentChats, userDetail, userQuota } from './reads.ts';

export interface RoutesDeps extends MessageDesk {
  tokens: FakeTokens;
  takeFailure(target: ZaloCallTarget, hasButtons: boolean): ZaloFailure | null;
  /** How long `slow` lasts. */
  pause(): Promise<void>;
}

interface Route {
  target: ZaloCallTarget;
  /** The token desk is the only place without a token. */
  needsToken: boolean;
  handle(request: FakeRequest): FakeAnswer | Promise<FakeAnswer>;
}

/** Answers one request to the fake's one server, which stands for openapi.zalo.me and oauth.zaloapp.com. */
export function createRoutes(deps: RoutesDeps): (request: FakeRequest) => Promise<FakeAnswer> {
  const { state, uploads, tokens } = deps;
  const read = (handle: Route['handle']): Route => ({ target: 'read', needsToken: true, handle });
  const upload = (kind: 'image' | 'gif' | 'file'): Route => ({
    target: 'upload',
    needsToken: true,
    handle: ({ body, headers }) => uploads.handle(kind, body, headers['content-type'] ?? ''),
  });

  const routes: Readonly<Record<string, Route>> = {
    'POST /v4/oa/access_token': {
      target: 'oauth',
      needsToken: false,
      handle: ({ body, headers }) =>
        tokens.handle(new URLSearchParams(body.toString()), single(headers.secret_key)),
    },
    'POST /v3.0/oa/message/cs': {
      target: 'send',
      needsToken: true,
      handle: ({ body }) => takeMessage(deps, jsonOf(body)),
    },
    'POST /v2.0/oa/message': {
      target: 'send',
      needsToken: true,
      handle: ({ body }) => oldMessage(jsonOf(body)),
    },
    'POST /v2.0/oa/upload/image': upload('image'),
    'POST /v2.0/oa/upload/gif': upload('gif'),
    'POST /v2.0/oa/upload/file': upload('file'),
    'GET /v3.0/oa/user/detail': read(({ url }) => userDetail(state, url.searchParams)),
    'GET /v2.0/oa/getoa': read(() => ownAccount(state)),
    'GET /v2.0/oa/listrecentchat': read(({ url }) => recentChats(state, url.searchParams)),
    'GET /v2.0/oa/conversation': read(({ url }) => conversation(state, url.searchParams)),
    'POST /v3.0/oa/quota/message': read(({ body }) => userQuota(state, jsonOf(body))),
  };

  return async (request) => {
    const route = routes[`${request.method} ${request.url.pathname}`];
    if (!route) return invalidApi();
    const withButtons = route.target === 'send' && hasButtons(jsonOf(request.body));
    const failure = deps.takeFailure(route.target, withButtons);
    return callWithFailure(failure, () => tokenRefusal(route, request) ?? route.handle(request), deps.pause);
  };

  function tokenRefusal(route: Route, { headers }: FakeRequest): FakeAnswer | null {
    if (!route.needsToken) return null;
    const token = tokens.check(single(headers.access_token));
    if (token === 'valid') return null;
    return refusal(token === 'expired' ? -220 : -216);
  }
}

/** Version 2 of the message API still takes reactions; texts to people are shut off (§4.1, §4.3). */
function oldMessage(body: unknown): FakeAnswer {
  return typeof body === 'object' && body !== null && 'sender_action' in body ? success({}) : refusal(-240);
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function jsonOf(body: Buffer): unknown {
  const parsed = parseJson(body.toString('utf8'));
  return parsed.ok ? parsed.value : undefined;
}
