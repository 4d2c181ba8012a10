import { Agent, request } from 'node:http';
import type { FromDoor, ToDoor } from './door.ts';

/**
 * The platform's client and the reverse proxy in one, in a process of its own: what it measures waits for nothing but the
 * servers and the machine. As the Caddyfile has it, requests go to each server in turn, one that reached nobody goes to
 * the other, and who did not answer is left alone for a while.
 */

/** Longer than any platform waits for an answer; then the request counts as not answered. */
const ANSWER_LIMIT_MS = 10_000;
/** How long a server that could not be reached gets nothing while another one is there. */
const LEFT_ALONE_MS = 1_000;

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const shunnedUntilMs = new Map<string, number>();
let servers: string[] = [];
let turn = 0;

function inTurn(): string[] {
  turn += 1;
  const rotated = servers.map((_, at) => servers[(turn + at) % servers.length] as string);
  const nowMs = performance.now();
  const isShunned = (server: string) => (shunnedUntilMs.get(server) ?? 0) > nowMs;
  return [...rotated.filter((server) => !isShunned(server)), ...rotated.filter(isShunned)];
}

/** @returns the status; null when nobody was reached, 'late' when nobody answered in time. */
function ask(server: string, path: string, headers: Record<string, string>, body: string) {
  return new Promise<number | 'late' | null>((resolve) => {
    const call = request(`${server}${path}`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? null));
      response.on('error', () => resolve(null));
    });
    const timer = setTimeout(() => {
      resolve('late');
      call.destroy();
    }, ANSWER_LIMIT_MS);
    call.on('close', () => clearTimeout(timer));
    call.on('error', () => resolve(null));
    call.end(body);
  });
}

async function deliver(path: string, headers: Record<string, string>, body: string) {
  for (const server of inTurn()) {
    const status = await ask(server, path, headers, body);
    if (status === 'late') return null;
    if (status !== null) return status;
    shunnedUntilMs.set(server, performance.now() + LEFT_ALONE_MS);
  }
  return null;
}

process.on('message', async (message: ToDoor) => {
  if ('servers' in message) {
    servers = message.servers;
    return;
  }
  const { id, path, headers, body } = message;
  const fromMs = performance.now();
  const status = await deliver(path, headers, body);
  process.send?.({ id, status, waitMs: performance.now() - fromMs } satisfies FromDoor);
});
process.on('disconnect', () => process.exit());
