import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { SCOPES } from '../../src/domain/scopes.ts';
import type { TestApp } from './app.ts';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Somebody with a token, calling the API of a running server. */
export interface ApiClient {
  get(path: string): Promise<ApiAnswer>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
}

/** Makes a token by the command line's command and calls with it. */
export async function apiClient(
  app: Pick<TestApp, 'url' | 'env'>,
  { scopes = SCOPES, unitId = null }: { scopes?: readonly string[]; unitId?: string | null } = {},
): Promise<ApiClient> {
  const config = loadConfig(app.env);
  const input = { name: `test ${unitId ?? ''}`, scopes: [...scopes], unitId };
  const made = await runCommandWhereDataIs(config, 'token-create', input);
  const call: ApiClient['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${made.secret}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  };
  return { call, get: (path) => call('get', path) };
}
