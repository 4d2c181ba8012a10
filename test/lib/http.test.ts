import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createHttp,
  type HttpClient,
  type HttpClientOptions,
  HttpError,
  type HttpRequest,
} from '../../src/lib/http.ts';

const TOKEN = 'EAAB-very-secret-token-0123456789';
const servers: Server[] = [];
const clients: HttpClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(baseUrl: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttp({ baseUrl, timeoutMs: 5_000, secrets: () => [TOKEN], ...options });
  clients.push(made);
  return made;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function failure(promise: Promise<unknown>): Promise<HttpError> {
  const error = await promise.then(
    () => new Error('the call did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof HttpError) return error;
  throw error;
}

/** Echoes what arrived. */
const echo: RequestListener = async (request, response) => {
  const { method, url, headers } = request;
  const body = await bodyOf(request);
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ method, url, headers, body }));
};

interface Echoed {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

describe('an answer', () => {
  it('carries status, headers, parsed body and raw text whatever the status is', async () => {
    const base = await serve((_, response) => {
      response.writeHead(418, { 'X-App-Usage': '{"call_count":1}' }).end('{"error":{"code":190}}');
    });
    const answer = await client(base).request({ method: 'GET', path: '/me' });
    expect(answer.status).toBe(418);
    expect(answer.headers['x-app-usage']).toBe('{"call_count":1}');
    expect(answer.body).toEqual({ error: { code: 190 } });
    expect(answer.rawText).toBe('{"error":{"code":190}}');
  });

  it('that is not JSON has no body, only its raw text', async () => {
    const base = await serve((_, response) => void response.end('<html>busy</html>'));
    const answer = await client(base).request({ method: 'GET', path: '/' });
    expect([answer.body, answer.rawText]).toEqual([undefined, '<html>busy</html>']);
  });

  it('with a redirect is an answer, not followed', async () => {
    const base = await serve((_, response) => void response.writeHead(302, { location: '/elsewhere' }).end());
    expect((await client(base).request({ method: 'GET', path: '/' })).status).toBe(302);
  });
});

describe('a request', () => {
  it('sends query, JSON and headers below the base address', async () => {
    const base = await serve(echo);
    const http = client(`${base}/v3.0/`, { headers: { access_token: TOKEN } });
    const query = { ids: 'a,b', page: 2, all: true, gone: undefined };
    const { body } = await http.request({
      method: 'POST',
      path: '/oa/message',
      query,
      json: { text: 'Chào chị' },
    });
    const sent = body as Echoed;
    expect([sent.method, sent.url]).toEqual(['POST', '/v3.0/oa/message?ids=a%2Cb&page=2&all=true']);
    expect(sent.headers).toMatchObject({ 'content-type': 'application/json', access_token: TOKEN });
    expect(sent.body).toBe('{"text":"Chào chị"}');
  });

  it('sends forms', async () => {
    const base = await serve(echo);
    const form = { grant_type: 'refresh_token', refresh_token: 'a+b &c' };
    const { body } = await client(base).request({ method: 'POST', path: '/token', form });
    expect((body as Echoed).headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams((body as Echoed).body))).toEqual(form);
  });

  it('sends files as multipart with a known length', async () => {
    const base = await serve(echo);
    const { body } = await client(base).request({
      method: 'POST',
      path: '/upload',
      multipart: [
        { name: 'kind', value: 'image' },
        { name: 'file', fileName: 'anh.png', contentType: 'image/png', data: Buffer.from('PIXELS') },
      ],
    });
    const sent = body as Echoed;
    expect(sent.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(Number(sent.headers['content-length'])).toBe(Buffer.byteLength(sent.body));
    expect(sent.body).toMatch(/name="kind"\r\n\r\nimage\r\n/);
    expect(sent.body).toMatch(
      /name="file"; filename="anh.png"\r\nContent-Type: image\/png\r\n\r\nPIXELS\r\n/i,
    );
  });

  it('reuses its connection', async () => {
    const ports = new Set<number | undefined>();
    const base = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const http = client(base);
    for (let i = 0; i < 3; i++) await http.request({ method: 'GET', path: '/' });
    expect(ports.size).toBe(1);
  });

  it('cannot leave the configured server through its path', async () => {
    await expect(
      client('http://127.0.0.1').request({ method: 'GET', path: '@evil.example/' }),
    ).rejects.toThrow(TypeError);
  });
});

describe('a call without an answer', () => {
  it('is not sent when nobody listens', async () => {
    const base = await serve(echo);
    const server = servers.pop() as Server;
    await new Promise((resolve) => server.close(resolve));
    const error = await failure(client(base).request({ method: 'POST', path: '/', json: {} }));
    expect([error.kind, error.code]).toEqual(['not-sent', 'ECONNREFUSED']);
  });

  it('is not sent when the other side speaks no TLS', async () => {
    const base = await serve(echo);
    const error = await failure(
      client(base.replace('http:', 'https:')).request({ method: 'GET', path: '/' }),
    );
    expect(error.kind).toBe('not-sent');
  });

  it('is not sent when the time is up before the connection stands', async () => {
    // Accepts the connection, but never says a word of TLS.
    const mute = createNetServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const accepted = once(mute, 'connection') as Promise<[Socket]>;
    const http = client(`https://127.0.0.1:${(mute.address() as AddressInfo).port}`, { timeoutMs: 50 });
    const error = await failure(http.request({ method: 'POST', path: '/', json: {} }));
    const [socket] = await accepted;
    socket.destroy();
    mute.close();
    expect([error.kind, error.code]).toEqual(['not-sent', 'TIMEOUT']);
  });

  it('has an unknown outcome when the other side hangs up after reading', async () => {
    const base = await serve(async (request) => {
      await bodyOf(request);
      request.socket.destroy();
    });
    const error = await failure(client(base).request({ method: 'POST', path: '/', json: { a: 1 } }));
    expect([error.kind, error.code]).toEqual(['outcome-unknown', 'ECONNRESET']);
  });

  it('has an unknown outcome when the time is up', async () => {
    const base = await serve(() => {});
    const error = await failure(
      client(base, { timeoutMs: 50 }).request({ method: 'POST', path: '/', json: {} }),
    );
    expect([error.kind, error.code]).toEqual(['outcome-unknown', 'TIMEOUT']);
  });

  it('has an unknown outcome when the answer drips past the time', async () => {
    const base = await serve((_, response) => {
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const error = await failure(client(base).request({ method: 'GET', path: '/', timeoutMs: 80 }));
    expect([error.kind, error.code]).toEqual(['outcome-unknown', 'TIMEOUT']);
  });

  it('has an unknown outcome when the answer is cut off or too long', async () => {
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"half":');
      setImmediate(() => response.destroy());
    });
    expect((await failure(client(cut).request({ method: 'GET', path: '/' }))).kind).toBe('outcome-unknown');
    const long = await serve((_, response) => void response.end('x'.repeat(2_000)));
    const error = await failure(
      client(long, { maxResponseBytes: 1_000 }).request({ method: 'GET', path: '/' }),
    );
    expect(error.kind).toBe('outcome-unknown');
  });

  it('is aborted when the caller gives up, before or while it runs', async () => {
    const caller = new AbortController();
    const base = await serve(() => caller.abort());
    const running = client(base).request({ method: 'GET', path: '/', signal: caller.signal });
    expect((await failure(running)).kind).toBe('aborted');
    const late = client(base).request({ method: 'GET', path: '/', signal: caller.signal });
    expect((await failure(late)).kind).toBe('aborted');
  });
});

describe('no error tells a secret', () => {
  const secretive: HttpRequest = {
    method: 'POST',
    path: `/psid-424242/messages/${TOKEN}`,
    query: { access_token: TOKEN },
    headers: { authorization: `Bearer ${TOKEN}` },
    json: { text: 'chuyện riêng của chị', token: TOKEN },
  };
  const hang: RequestListener = () => {};
  const reset: RequestListener = (request) => void request.socket.destroy();

  it.each([
    ['time is up', hang],
    ['connection reset', reset],
  ])('%s', async (_, listener) => {
    const http = client(await serve(listener), { timeoutMs: 100, headers: { access_token: TOKEN } });
    expectNoSecret(await failure(http.request(secretive)));
  });

  it('nobody listens', async () => {
    const base = await serve(hang);
    const server = servers.pop() as Server;
    await new Promise((resolve) => server.close(resolve));
    expectNoSecret(await failure(client(base, { headers: { access_token: TOKEN } }).request(secretive)));
  });

  function expectNoSecret(error: HttpError): void {
    const seen = [
      String(error),
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 10, showHidden: true }),
    ];
    for (const text of seen) {
      for (const hidden of [TOKEN, 'chuyện riêng', '424242', 'Bearer']) expect(text).not.toContain(hidden);
    }
  }
});
