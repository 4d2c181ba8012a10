import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeZalo } from '../../../src/simulator/fakes/zalo/fake-zalo.ts';
import { field, openZaloClient, USER, type ZaloClient } from './zalo-client.ts';

let client: ZaloClient;
let zalo: FakeZalo;

beforeEach(async () => {
  client = await openZaloClient();
  zalo = client.zalo;
});

afterEach(() => client.close());

describe('events of the fake Zalo', () => {
  let server: Server;
  let url: string;
  let came: { headers: IncomingHttpHeaders; body: string }[];
  let statuses: number[];

  beforeEach(async () => {
    came = [];
    statuses = [];
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        came.push({ headers: request.headers, body });
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('are sent again with num_retry and the same body until they are taken', async () => {
    statuses = [503, 500];
    const event = zalo.events.text(USER, 'xin chào');
    expect(await zalo.deliver(url, event, { resends: 5 })).toEqual({ status: 200, tries: 3 });
    expect(came.map(({ headers }) => headers.num_retry)).toEqual([undefined, '1', '2']);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    expect(came[0]?.headers['x-zevent-signature']).toMatch(/^mac=[0-9a-f]{64}$/);
  });

  it('give up when the resends are used up, and when nobody listens', async () => {
    statuses = [503, 503];
    expect(await zalo.deliver(url, zalo.events.follow(USER), { resends: 1 })).toEqual({
      status: 503,
      tries: 2,
    });
    expect(await zalo.deliver('http://127.0.0.1:1/', zalo.events.follow(USER))).toEqual({
      status: null,
      tries: 1,
    });
  });

  it('echo every message that reaches a person', async () => {
    zalo.setWebhookUrl(url);
    await client.errorOfMessage({ text: 'Chào chị' });
    await zalo.idle();
    expect(came.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        event_name: 'oa_send_text',
        sender: { id: '2' },
        recipient: { id: USER },
        message: { text: 'Chào chị' },
      },
    ]);
  });

  it('show pictures that people send at an address of their own', async () => {
    const bytes = Buffer.from('ffd8ff', 'hex');
    const response = await fetch(zalo.host(bytes, 'image/jpeg', 'ảnh.jpg'));
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });
});

describe('failures of the fake Zalo', () => {
  it('hit as many calls of their target as were ordered', async () => {
    zalo.failures.next(2, 'throttled');
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-32);
    expect(field(await client.get('/v2.0/oa/getoa', {}), 'error')).toBe(0);
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-32);
    expect(await client.errorOfMessage({ text: 'x' })).toBe(0);
    expect(zalo.failures.pending).toEqual([]);
  });

  it('that refuse buttons let plain texts through', async () => {
    zalo.failures.next(Number.POSITIVE_INFINITY, 'buttons-refused');
    expect(await client.errorOfMessage({ text: 'x' })).toBe(0);
    const buttons = [{ title: 'Gửi', type: 'oa.query.hide', payload: '#x' }];
    expect(
      await client.errorOfMessage({ text: 'x', attachment: { type: 'template', payload: { buttons } } }),
    ).toBe(-233);
    zalo.failures.clear();
    expect(
      await client.errorOfMessage({ text: 'x', attachment: { type: 'template', payload: { buttons } } }),
    ).toBe(0);
  });

  it('can be taken back by kind', async () => {
    zalo.failures.next(1, 'throttled');
    zalo.failures.next(1, 'error-200');
    zalo.failures.clear('throttled');
    expect(await client.errorOfMessage({ text: 'x' })).toBe(-200);
  });

  it('can be slow and right', async () => {
    zalo.failures.next(1, 'slow');
    expect(await client.errorOfMessage({ text: 'x' })).toBe(0);
  });
});
