import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance } from 'axios';
import { codeOf, HttpError } from './http-error.ts';
import { watchedTransport } from './http-transport.ts';
import { parseJson } from './json.ts';
import { redactSecrets } from './redact.ts';

export { HttpError } from './http-error.ts';

/** Calls one server. Any status is an answer; only the lack of an answer throws. */
export interface HttpClient {
  /** @throws {HttpError} when there was no answer. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Lets go of idle connections. */
  close(): void;
}

export interface HttpClientOptions {
  /** Such as `https://openapi.zalo.me`; a path below it is allowed. */
  baseUrl: string;
  /** For the whole call: connecting, sending and reading the answer. */
  timeoutMs: number;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** Values that must never stand in an error, asked for at the moment of failure. */
  secrets?: () => readonly string[];
  /** A longer answer is a failure of unknown outcome. Default 5 MiB. */
  maxResponseBytes?: number;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with `/`. */
  path: string;
  /** Values that are undefined are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** At most one of `json`, `form` and `multipart`. */
  json?: unknown;
  form?: Record<string, string>;
  multipart?: readonly MultipartField[];
  /** Gives up on the call; the other side may have acted on it. */
  signal?: AbortSignal;
  /** Overrides the client's time for this call. */
  timeoutMs?: number;
}

export type MultipartField =
  | { name: string; value: string }
  | { name: string; fileName: string; contentType: string; data: Uint8Array };

export interface HttpResponse {
  status: number;
  /** Lower-case names; repeated headers joined with commas. */
  headers: Record<string, string>;
  /** Parsed JSON, or undefined when the answer is not JSON. */
  body: unknown;
  rawText: string;
}

const DEFAULT_MAX_RESPONSE_BYTES = 5 * 1024 * 1024;
const MAX_SOCKETS = 64;

/** @throws {TypeError} when `baseUrl` is not an http(s) address. */
export function createHttp(options: HttpClientOptions): HttpClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const host = new URL(baseUrl).hostname;
  const agents = {
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
  };
  const instance = axios.create({
    ...agents,
    headers: options.headers ?? {},
    maxRedirects: 0,
    maxContentLength: options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
    maxBodyLength: Number.POSITIVE_INFINITY,
    proxy: false,
    responseType: 'text',
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
  });

  return {
    request: (request) => call(instance, baseUrl, host, options, request),
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

async function call(
  instance: AxiosInstance,
  baseUrl: string,
  host: string,
  options: HttpClientOptions,
  request: HttpRequest,
): Promise<HttpResponse> {
  if (!request.path.startsWith('/')) throw new TypeError('path must begin with /');
  if (request.signal?.aborted) throw new HttpError('aborted', 'ABORTED', request.method, host);

  const limit = new AbortController();
  const giveUp = () => limit.abort();
  const transport = watchedTransport();
  const timer = setTimeout(giveUp, request.timeoutMs ?? options.timeoutMs);
  request.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    const response = await instance.request<unknown>({
      method: request.method,
      url: `${baseUrl}${request.path}${queryString(request.query)}`,
      signal: limit.signal,
      transport,
      ...payload(request),
    });
    return answer(response);
  } catch (error) {
    if (request.signal?.aborted) throw new HttpError('aborted', 'ABORTED', request.method, host);
    const kind = transport.maybeSent ? 'outcome-unknown' : 'not-sent';
    // The caught error holds the whole request with its tokens, so nothing of it but the code goes on.
    const code = limit.signal.aborted ? 'TIMEOUT' : redactSecrets(codeOf(error), options.secrets?.() ?? []);
    throw new HttpError(kind, code, request.method, host);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', giveUp);
  }
}

function queryString(query: HttpRequest['query']): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) params.set(name, String(value));
  }
  return params.size > 0 ? `?${params}` : '';
}

function payload(request: HttpRequest): { headers: Record<string, string>; data?: unknown } {
  const headers = { ...request.headers };
  if (request.json !== undefined) {
    return {
      headers: { 'content-type': 'application/json', ...headers },
      data: JSON.stringify(request.json),
    };
  }
  if (request.form) {
    const data = new URLSearchParams(request.form).toString();
    return { headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, data };
  }
  if (request.multipart) return { headers, data: formData(request.multipart) };
  return { headers };
}

function formData(fields: readonly MultipartField[]): FormData {
  const form = new FormData();
  for (const field of fields) {
    if ('value' in field) form.append(field.name, field.value);
    else
      form.append(
        field.name,
        new Blob([new Uint8Array(field.data)], { type: field.contentType }),
        field.fileName,
      );
  }
  return form;
}

function answer(response: { status: number; headers: object; data: unknown }): HttpResponse {
  const rawText = typeof response.data === 'string' ? response.data : '';
  const parsed = parseJson(rawText);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return { status: response.status, headers, body: parsed.ok ? parsed.value : undefined, rawText };
}
