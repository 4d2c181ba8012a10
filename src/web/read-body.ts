import type { IncomingMessage } from 'node:http';

/** Why a body was not read, as the status of the answer: 413 too large, 415 compressed, 400 broken off. */
export type BodyRefusal = 400 | 413 | 415;

/**
 * The raw bytes of a request. `node:http` has counted them against `content-length` already; what remains is the limit.
 * A general body parser costs as much as checking a signature does, for every webhook.
 *
 * @param done - Called once, with the bytes or with the reason why there are none.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  done: (body: Buffer | BodyRefusal) => void,
): void {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  let chunks: Buffer[] = [];
  let bytes = 0;
  let isOver = false;

  function end(body: Buffer | BodyRefusal): void {
    if (isOver) return;
    isOver = true;
    chunks = [];
    // What still comes is thrown away, so that the answer reaches who is still sending.
    if (typeof body === 'number') request.resume();
    done(body);
  }

  if (encoding.toLowerCase() !== 'identity') return void end(415);
  if (length !== undefined && Number(length) > maxBytes) return void end(413);
  request.on('data', (chunk: Buffer) => {
    if (isOver) return;
    bytes += chunk.length;
    if (bytes > maxBytes) end(413);
    else chunks.push(chunk);
  });
  request.on('end', () => end(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
  request.on('error', () => end(400));
  // Broken off without an error: nothing more comes.
  request.on('close', () => end(400));
}
