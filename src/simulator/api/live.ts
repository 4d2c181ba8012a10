import type { Request, Response } from 'express';
import { Second } from '../../lib/duration.ts';
import type { LogEntry } from '../chat-log.ts';
import type { Simulator } from '../simulator.ts';
import type { SimulatorState } from './state.ts';

/** So often a silent stream says that it lives, and tells a changed state. */
const PULSE_MS = 5 * Second.ms;

/** A page whose stream broke comes again after this. */
const RETRY_MS = 1 * Second.ms;

/** Streams of server-sent events: lines with their `seq` as id, and the state when it has changed. */
export interface LiveStreams {
  open(request: Request, response: Response): void;
  /** Tells everyone the state, if it has changed. */
  pulse(): void;
  /** Ends every stream; pages come again by themselves. */
  close(): void;
}

export function createLiveStreams(simulator: Simulator, state: () => SimulatorState): LiveStreams {
  const streams = new Set<Response>();
  let told = '';
  let closed = false;

  const stopListening = simulator.log.onEntry((entry) => {
    for (const stream of streams) stream.write(lineEvent(entry));
    pulse();
  });
  const timer = setInterval(() => {
    for (const stream of streams) stream.write(':\n\n');
    pulse();
  }, PULSE_MS);
  timer.unref();

  function pulse(): void {
    const now = state();
    // Time passes by itself and is not news.
    const news = JSON.stringify({ ...now, clock: now.clock.shiftMs });
    if (news === told) return;
    told = news;
    for (const stream of streams) stream.write(stateEvent(now));
  }

  return {
    open(request, response) {
      if (closed) return void response.status(503).end();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${RETRY_MS}\n\n`);
      response.write(stateEvent(state()));
      for (const entry of simulator.log.after(seenBefore(request, simulator.run)))
        response.write(lineEvent(entry));
      streams.add(response);
      request.on('close', () => streams.delete(response));
    },
    pulse,
    close() {
      closed = true;
      clearInterval(timer);
      stopListening();
      for (const stream of streams) stream.end();
    },
  };
}

/** A place in the log of another run means nothing here: then everything is told. */
function seenBefore(request: Request, run: string): number {
  const last = request.headers['last-event-id'] ?? request.query.after;
  const [ofRun, seq] = String(last ?? '').split('/');
  return ofRun === run ? Number(seq) || 0 : 0;
}

function lineEvent({ seq, line }: LogEntry): string {
  const run = line.id.slice(0, line.id.lastIndexOf('-'));
  return `id: ${run}/${seq}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`;
}

function stateEvent(state: SimulatorState): string {
  return `event: state\ndata: ${JSON.stringify(state)}\n\n`;
}
