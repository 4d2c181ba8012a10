import type { ServerResponse } from 'node:http';

/** What a fake answers to one request. `silence` leaves the caller waiting until it hangs up. */
export type FakeAnswer =
  | { kind: 'json'; status: number; body: unknown; headers?: Record<string, string> }
  | { kind: 'text'; status: number; body: string }
  | { kind: 'bytes'; contentType: string; body: Buffer }
  | { kind: 'silence' };

/** @param jsonHeaders - What the platform says with each JSON answer. */
export function writeAnswer(
  response: ServerResponse,
  answer: FakeAnswer,
  jsonHeaders: Record<string, string>,
): void {
  switch (answer.kind) {
    case 'silence':
      return;
    case 'json':
      response.writeHead(answer.status, { ...jsonHeaders, ...answer.headers });
      response.end(JSON.stringify(answer.body));
      return;
    case 'text':
      response.writeHead(answer.status, { 'content-type': 'text/html' }).end(answer.body);
      return;
    case 'bytes':
      response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
  }
}
