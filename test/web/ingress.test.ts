import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { parseMessenger } from '../../src/channels/messenger/parse.ts';
import { verifyMessenger } from '../../src/channels/messenger/verify.ts';
import type { ParsedEvent } from '../../src/domain/activity.ts';
import { JournalUnavailable } from '../../src/journal/journal.ts';
import { WHOLE_LOOP } from '../../src/lib/loop-share.ts';
import { createIngress, type IngressDeps, MAX_WEBHOOK_BYTES } from '../../src/web/ingress.ts';

const SECRET = 'invented-app-secret';
const PAGE = '100000000000001';
const APP = '700000000000001';
const PATH = '/webhooks/messenger';

/** Only what the door needs of the channel, with its real signature and its real reading. */
const channel = {
  id: 'messenger',
  verify: (raw, headers) => verifyMessenger(raw, headers, SECRET),
  parse: (payload) => parseMessenger(payload, { appId: APP, pageId: PAGE }),
} as Channel;

const bodyOf = (text: string): string =>
  JSON.stringify({
    object: 'page',
    entry: [
      {
        id: PAGE,
        time: 1,
        messaging: [
          {
            sender: { id: '6000000000000001' },
            recipient: { id: PAGE },
            timestamp: 1_795_399_200_000,
            message: { mid: `m_${text}`, text },
          },
        ],
      },
    ],
  });
const signatureOf = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

const textOf = (event: ParsedEvent | undefined) =>
  event?.outcome === 'event' ? event.event.activity.text : undefined;

describe('the door for webhooks', () => {
  /** Texts that came to be accepted, and what accepting each of them does; nothing is as good as a written journal. */
  let taken: (string | undefined)[] = [];
  const troubles = new Map<string, Error>();
  const accept: IngressDeps['accept'] = async (_channel, events) => {
    const text = textOf(events[0]);
    taken.push(text);
    const trouble = troubles.get(text ?? '');
    if (trouble) throw trouble;
    return events.length;
  };

  beforeEach(() => {
    taken = [];
    troubles.clear();
  });

  async function open(more: Partial<IngressDeps> = {}) {
    const answers: number[] = [];
    const ingress = createIngress({
      channels: new Map([['messenger', channel]]),
      accept,
      zaloBootstrap: false,
      share: WHOLE_LOOP,
      answered: (_channel, status) => answers.push(status),
      ...more,
    });
    const server = createServer((request, response) => {
      if (!ingress(request, response)) response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    return { port, answers, server };
  }

  async function post(port: number, body: string, headers: Record<string, string> = {}): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${port}${PATH}`, {
      method: 'POST',
      body,
      headers: { 'x-hub-signature-256': signatureOf(body), ...headers },
    });
    await response.text();
    return response.status;
  }

  it('answers 503 while the journal is refused, so that the platform comes again, and 500 for what nobody foresaw', async () => {
    troubles.set('đầy', new JournalUnavailable('disk-full'));
    troubles.set('lạ', new TypeError('invented'));
    const { port } = await open();
    expect(await post(port, bodyOf('đầy'))).toBe(503);
    expect(await post(port, bodyOf('lạ'))).toBe(500);
    troubles.clear();
    expect(await post(port, bodyOf('đầy'))).toBe(200);
  });

  it('gives each of many that arrive together its own answer', async () => {
    troubles.set('hai', new JournalUnavailable('read-only'));
    const { port } = await open();
    const unsigned = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    const malformed = 'không phải JSON';
    const statuses = await Promise.all([
      post(port, bodyOf('một')),
      post(port, bodyOf('hai')),
      post(port, bodyOf('ba'), unsigned),
      post(port, malformed),
      post(port, bodyOf('năm')),
    ]);
    expect(statuses).toEqual([200, 503, 401, 400, 200]);
    expect(taken.sort()).toEqual(['hai', 'một', 'năm']);
  });

  it('takes one whose reading fails for its own fault alone', async () => {
    const parse: Channel['parse'] = (payload) => {
      const events = channel.parse(payload);
      if (textOf(events[0]) === 'hỏng') throw new TypeError('invented');
      return events;
    };
    const { port } = await open({ channels: new Map([['messenger', { ...channel, parse }]]) });
    const statuses = await Promise.all([post(port, bodyOf('hỏng')), post(port, bodyOf('lành'))]);
    expect(statuses).toEqual([500, 200]);
  });

  it('reads a body that comes in pieces, with and without its length', async () => {
    const { port } = await open();
    const body = bodyOf('từng mảnh');
    const bytes = Buffer.from(body);
    const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Hub-Signature-256: ${signatureOf(body)}\r\n`;
    const halves = [bytes.subarray(0, 40), bytes.subarray(40)];
    expect(await raw(port, [`${head}Content-Length: ${bytes.length}\r\n\r\n`, ...halves])).toContain(
      'HTTP/1.1 200',
    );
    const chunks = halves.flatMap((half) => [`${half.length.toString(16)}\r\n`, half, '\r\n']);
    expect(await raw(port, [`${head}Transfer-Encoding: chunked\r\n\r\n`, ...chunks, '0\r\n\r\n'])).toContain(
      'HTTP/1.1 200',
    );
    expect(taken).toEqual(['từng mảnh', 'từng mảnh']);
  });

  it('refuses an empty, a too large, and a compressed body without reading on', async () => {
    const { port } = await open();
    expect(await post(port, '')).toBe(400);
    expect(await post(port, bodyOf('nén'), { 'content-encoding': 'gzip' })).toBe(415);
    expect(await post(port, ' '.repeat(MAX_WEBHOOK_BYTES + 1))).toBe(413);
    expect(taken).toEqual([]);
  });

  it('keeps nothing of a webhook that breaks off, and goes on', async () => {
    const { port, answers } = await open();
    const socket = connect(port, '127.0.0.1');
    const half = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nnửa`;
    await new Promise((written) => socket.write(half, written));
    socket.destroy();
    await expect.poll(() => answers).toEqual([400]);
    expect(await post(port, bodyOf('sau đó'))).toBe(200);
    expect(taken).toEqual(['sau đó']);
  });
});

/** Writes pieces one after the other and gives what comes back until the server hangs up. */
async function raw(port: number, pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  for (const piece of pieces) await new Promise((written) => socket.write(piece, written));
  await once(socket, 'close');
  return answer;
}
