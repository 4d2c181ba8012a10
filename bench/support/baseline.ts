import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import bodyParser from 'body-parser';
import express from 'express';
import { MESSENGER, ZALO } from './accounts.ts';
import { childInput, cpuMs, serveOrders } from './child.ts';

/** What the real server is measured against: the same signatures are checked, the body is parsed, nothing is stored. */
export type BaselineKind = 'bare' | 'express';

const kind = childInput<BaselineKind>();

/** Zalo signs a field of the body, so it has to be parsed first. */
function zaloStatus(raw: Buffer, headers: IncomingHttpHeaders): number {
  const { timestamp } = JSON.parse(raw.toString('utf8')) as { timestamp: string };
  const right = createHash('sha256')
    .update(ZALO.appId)
    .update(raw)
    .update(timestamp)
    .update(ZALO.oaSecretKey)
    .digest();
  return isEqual(right, headers['x-zevent-signature'], 'mac=') ? 200 : 401;
}

function messengerStatus(raw: Buffer, headers: IncomingHttpHeaders): number {
  const right = createHmac('sha256', MESSENGER.appSecret).update(raw).digest();
  if (!isEqual(right, headers['x-hub-signature-256'], 'sha256=')) return 401;
  JSON.parse(raw.toString('utf8'));
  return 200;
}

function isEqual(right: Buffer, header: string | string[] | undefined, prefix: string): boolean {
  const claimed = Buffer.from(String(header).slice(prefix.length), 'hex');
  return claimed.length === right.length && timingSafeEqual(right, claimed);
}

function bareServer() {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const judge = request.url === '/webhooks/zalo' ? zaloStatus : messengerStatus;
      response.writeHead(judge(raw, request.headers), { 'content-type': 'text/plain', 'content-length': 2 });
      response.end('OK');
    });
  });
}

function expressServer() {
  const app = express();
  const raw = bodyParser.raw({ type: () => true });
  app.post('/webhooks/zalo', raw, (request, response) => {
    response.status(zaloStatus(request.body, request.headers)).send('OK');
  });
  app.post('/webhooks/messenger', raw, (request, response) => {
    response.status(messengerStatus(request.body, request.headers)).send('OK');
  });
  return createServer(app);
}

const server = kind === 'bare' ? bareServer() : expressServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  serveOrders({ url: () => `http://127.0.0.1:${port}`, cpuMs }, () => void server.close());
});
