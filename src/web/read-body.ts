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
  const wholeBytes = length === undefined ? null : Number(length);
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

  const endWhole = () => end(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));

  if (encoding.toLowerCase() !== 'identity') return void end(415);
  if (wholeBytes !== null && wholeBytes > maxBytes) return void end(413);
  request.on('data', (chunk: Buffer) => {
    if (isOver) return;
    bytes += chunk.length;
    if (bytes > maxBytes) return void end(413);
    chunks.push(chunk);
    // Nearly always at once; each event waited for costs every webhook something.
    if (bytes === wholeBytes) endWhole();
  });
  // An empty body, and one that comes in parts whose sum nobody has told.
  if (wholeBytes === null || wholeBytes === 0) request.on('end', endWhole);
  // Broken off: nothing more comes. Without a listener of its own an error is no more than that.
  request.on('close', () => end(400));
}
