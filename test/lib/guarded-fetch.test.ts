import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createGuardedFetch,
  GuardedFetchError,
  type GuardedFetchOptions,
} from '../../src/lib/guarded-fetch.ts';
import type { AddressLookup } from '../../src/lib/host-guard.ts';

const servers: Server[] = [];
afterEach(async () => {
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

/** Answers every name with these addresses and keeps the names it was asked for. */
function lookupStub(...addresses: string[]): AddressLookup & { asked: string[] } {
  const asked: string[] = [];
  const stub: AddressLookup = (hostname, _, done) => {
    asked.push(hostname);
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(stub, { asked });
}

function fetchWith(options: Partial<GuardedFetchOptions>) {
  return createGuardedFetch({
    allowHosts: ['*'],
    maxBytes: 1_000,
    timeoutMs: 5_000,
    lookup: lookupStub(),
    ...options,
  });
}

async function kindOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof GuardedFetchError) return error.kind;
  throw error;
}

describe('a file from a configured base address', () => {
  it('is downloaded, over plain http and from a private address too', async () => {
    const base = await serve((_, response) => void response.end('PIXELS'));
    expect((await fetchWith({ exceptions: [base] })(`${base}/a.jpg`)).toString()).toBe('PIXELS');
  });

  it('follows three redirects', async () => {
    const base = await serve((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < 3) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end('PIXELS');
    });
    expect((await fetchWith({ exceptions: [base] })(`${base}/0`)).toString()).toBe('PIXELS');
  });

  it('is asked for without anything that identifies this server', async () => {
    let seen: string[] = [];
    const base = await serve((request, response) => {
      seen = Object.keys(request.headers);
      response.end('x');
    });
    await fetchWith({ exceptions: [base] })(`${base}/a.jpg`);
    expect(seen.sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  it('does not make other ports of the same host trusted', async () => {
    const base = await serve((_, response) => void response.end('x'));
    const other = await serve((_, response) => void response.end('x'));
    expect(await kindOf(fetchWith({ exceptions: [base] })(`${other}/a.jpg`))).toBe('not-https');
  });
});

describe('an address is refused before anything is sent', () => {
  it.each([
    ['http://media.example.org/a.jpg', 'not-https'],
    ['ftp://media.example.org/a.jpg', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['data:text/plain,x', 'not-https'],
    ['no address', 'bad-url'],
    ['https://user:pass@media.example.org/a.jpg', 'bad-url'],
    ['https://127.0.0.1/a.jpg', 'private-address'],
    ['https://2130706433/a.jpg', 'private-address'],
    ['https://0x7f.1/a.jpg', 'private-address'],
    ['https://[::1]/a.jpg', 'private-address'],
    ['https://[::ffff:10.0.0.1]/a.jpg', 'private-address'],
    ['https://[64:ff9b::a00:1]/a.jpg', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
  ])('%s: %s', async (address, kind) => {
    expect(await kindOf(fetchWith({})(address))).toBe(kind);
  });

  it('when its host is not in the list', async () => {
    const lookup = lookupStub('10.0.0.1');
    const fetch = fetchWith({ allowHosts: ['*.fbcdn.net', 'lookaside.fbsbx.com'], lookup });
    const refused = ['fbcdn.net', 'evilfbcdn.net', 'a.fbcdn.net.evil.example', 'x.lookaside.fbsbx.com'];
    for (const host of refused)
      expect(await kindOf(fetch(`https://${host}/a.jpg`)), host).toBe('host-not-allowed');
    expect(lookup.asked).toEqual([]);
    for (const host of ['scontent.a.fbcdn.net', 'LOOKASIDE.fbsbx.com', 'lookaside.fbsbx.com.']) {
      expect(await kindOf(fetch(`https://${host}/a.jpg`)), host).toBe('private-address');
    }
  });
});

describe('a name is refused at connect time', () => {
  it.each([['10.0.0.7'], ['127.0.0.1'], ['fd00::1'], ['fe80::1'], ['::ffff:192.168.1.1'], ['100.64.0.1']])(
    'when it leads to %s',
    async (address) => {
      expect(await kindOf(fetchWith({ lookup: lookupStub(address) })('https://media.example.org/'))).toBe(
        'private-address',
      );
    },
  );

  it('when only one of its addresses is private', async () => {
    const lookup = lookupStub('93.184.215.14', '10.0.0.7');
    expect(await kindOf(fetchWith({ lookup })('https://media.example.org/'))).toBe('private-address');
  });

  it('when it has no address', async () => {
    expect(await kindOf(fetchWith({ lookup: lookupStub() })('https://media.example.org/'))).toBe(
      'unreachable',
    );
  });

  it('when the look-up fails', async () => {
    const lookup: AddressLookup = (_, __, done) =>
      done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    expect(await kindOf(fetchWith({ lookup })('https://media.example.org/'))).toBe('unreachable');
  });
});

describe('a redirect is judged like a first address', () => {
  it.each([
    ['https://10.0.0.1/secret', 'private-address'],
    ['https://inner.example.org/secret', 'private-address'],
    ['http://127.0.0.1:1/secret', 'not-https'],
    ['http://[', 'bad-url'],
  ])('to %s: %s', async (location, kind) => {
    const base = await serve((_, response) => void response.writeHead(302, { location }).end());
    const fetch = fetchWith({ exceptions: [base], lookup: lookupStub('10.0.0.7') });
    expect(await kindOf(fetch(`${base}/a.jpg`))).toBe(kind);
  });

  it('and after three of them there is an end', async () => {
    let asked = 0;
    const base = await serve((_, response) => {
      asked++;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(await kindOf(fetchWith({ exceptions: [base] })(`${base}/a.jpg`))).toBe('too-many-redirects');
    expect(asked).toBe(4);
  });
});

describe('size and time are capped', () => {
  it('by the announced length', async () => {
    const base = await serve(
      (_, response) => void response.writeHead(200, { 'content-length': 5_000 }).write('x'),
    );
    expect(await kindOf(fetchWith({ exceptions: [base] })(base))).toBe('too-large');
  });

  it('by the bytes that really come', async () => {
    const base = await serve((_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(600)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await kindOf(fetchWith({ exceptions: [base] })(base))).toBe('too-large');
  });

  it('by the time of a body that never ends', async () => {
    const base = await serve((_, response) => {
      response.write('x');
    });
    expect(await kindOf(fetchWith({ exceptions: [base], timeoutMs: 60 })(base))).toBe('timeout');
  });

  it('by the caller', async () => {
    const caller = new AbortController();
    const base = await serve(() => caller.abort());
    expect(await kindOf(fetchWith({ exceptions: [base] })(base, caller.signal))).toBe('aborted');
  });
});

describe('an answer that is no file', () => {
  it.each([
    [404, false],
    [500, true],
    [429, true],
    [304, false],
  ])('with status %d is refused; may recover: %s', async (status, mayRecover) => {
    const base = await serve((_, response) => void response.writeHead(status).end());
    const error = await fetchWith({ exceptions: [base] })(`${base}/a.jpg?sig=abc`).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ kind: 'bad-status', status, mayRecover });
    expect(String(error)).not.toContain('sig');
  });
});
