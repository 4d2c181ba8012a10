import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { GuardedFetchError } from './guarded-fetch-error.ts';
import { createHostGuard, type HostGuard, type HostRules } from './host-guard.ts';

export { GuardedFetchError } from './guarded-fetch-error.ts';

export interface GuardedFetchOptions extends HostRules {
  /** A longer file is refused as soon as this is passed. */
  maxBytes: number;
  /** For everything together: redirects, connecting and reading. */
  timeoutMs: number;
}

/**
 * Downloads a file whose address a stranger gave us.
 *
 * Over https only, to allowed hosts with public addresses only; each redirect and each resolved address is judged, and
 * the judged address is the one connected to. Nothing that could identify this server is sent: no token, no cookie.
 *
 * @param signal - Gives up.
 * @throws {GuardedFetchError} of a closed list.
 */
export type GuardedFetch = (address: string, signal?: AbortSignal) => Promise<Buffer>;

const MAX_REDIRECTS = 3;
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'loa-thon' };

export function createGuardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const guard = createHostGuard(options);
  return async (address, signal) => {
    if (signal?.aborted) throw new GuardedFetchError('aborted');
    const limit = new AbortController();
    const giveUp = () => limit.abort();
    const timer = setTimeout(giveUp, options.timeoutMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const response = await follow(guard, parseUrl(address), limit.signal);
      return await readAll(response, options.maxBytes);
    } catch (error) {
      if (error instanceof GuardedFetchError) throw error;
      if (signal?.aborted) throw new GuardedFetchError('aborted');
      throw new GuardedFetchError(limit.signal.aborted ? 'timeout' : 'unreachable');
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      limit.abort();
    }
  };
}

async function follow(guard: HostGuard, start: URL, signal: AbortSignal): Promise<IncomingMessage> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await open(guard, url, signal);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status === 200) return response;
    response.destroy();
    if (!REDIRECT_STATUSES.has(status) || !location) throw new GuardedFetchError('bad-status', status);
    url = parseUrl(location, url);
  }
  throw new GuardedFetchError('too-many-redirects');
}

function open(guard: HostGuard, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  guard.check(url);
  const lookup = guard.lookupFor(url);
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: HEADERS, signal, ...(lookup && { lookup }) }, resolve).on(
      'error',
      reject,
    );
  });
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new GuardedFetchError('too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new GuardedFetchError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseUrl(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch {
    throw new GuardedFetchError('bad-url');
  }
}
