import { type FrozenClock, frozenClock } from '../../../src/lib/clock.ts';
import { createHttp } from '../../../src/lib/http.ts';
import { seededIds } from '../../../src/lib/ids.ts';
import { createFakeZalo, type FakeZalo } from '../../../src/simulator/fakes/zalo/fake-zalo.ts';

export const START_MS = Date.UTC(2026, 10, 23, 3);
export const USER = '9000000000000000001';
export const SEND = '/v3.0/oa/message/cs';

/** A fake Zalo with one person who has just written, and a client that holds an access token. */
export interface ZaloClient {
  zalo: FakeZalo;
  clock: FrozenClock;
  grant(form: Record<string, string>, secretKey?: string): Promise<unknown>;
  refresh(refreshToken: string): Promise<unknown>;
  /** Calls with this access token from now on. */
  useToken(accessToken: string): void;
  post(path: string, json: unknown): Promise<unknown>;
  get(path: string, data: unknown): Promise<unknown>;
  upload(kind: string, name: string, data: Buffer): Promise<unknown>;
  /** `error` of the answer to a message; 0 when it was taken. */
  errorOfMessage(message: unknown, userId?: string): Promise<unknown>;
  close(): Promise<void>;
}

export function field(body: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);
}

export async function openZaloClient(): Promise<ZaloClient> {
  const clock = frozenClock(START_MS);
  const zalo = createFakeZalo({
    clock,
    ids: seededIds('fake'),
    appId: '1',
    appSecret: 'app-secret',
    oaId: '2',
    oaSecretKey: 'oa-secret',
    pause: async () => {},
  });
  const http = createHttp({ baseUrl: await zalo.listen(), timeoutMs: 5_000 });
  zalo.addUser({ id: USER, displayName: 'Người Mẫu', lastInteractionAtMs: START_MS });
  let accessToken = '';

  async function call(request: Omit<Parameters<typeof http.request>[0], 'headers'>): Promise<unknown> {
    return (await http.request({ ...request, headers: { access_token: accessToken } })).body;
  }

  async function grant(form: Record<string, string>, secretKey = 'app-secret'): Promise<unknown> {
    const answer = await http.request({
      method: 'POST',
      path: '/v4/oa/access_token',
      headers: { secret_key: secretKey },
      form: { app_id: '1', ...form },
    });
    return answer.body;
  }

  const client: ZaloClient = {
    zalo,
    clock,
    grant,
    refresh: (refreshToken) => grant({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    useToken(token) {
      accessToken = token;
    },
    post: (path, json) => call({ method: 'POST', path, json }),
    get: (path, data) =>
      call({ method: 'GET', path: `${path}?data=${encodeURIComponent(JSON.stringify(data))}` }),
    upload(kind, name, data) {
      const multipart = [{ name: 'file', fileName: name, contentType: 'application/octet-stream', data }];
      return call({ method: 'POST', path: `/v2.0/oa/upload/${kind}`, multipart });
    },
    errorOfMessage: async (message, userId = USER) =>
      field(await client.post(SEND, { recipient: { user_id: userId }, message }), 'error'),
    async close() {
      http.close();
      await zalo.close();
    },
  };
  client.useToken(String(field(await client.refresh(zalo.tokens.refreshToken), 'access_token')));
  return client;
}
