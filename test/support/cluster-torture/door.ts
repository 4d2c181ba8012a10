import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { SignedRequest } from '../../../src/simulator/fakes/graph/deliver.ts';

/** What the process at the door is told: who serves, or what to deliver. */
export type ToDoor = { servers: string[] } | ({ id: number; path: string } & SignedRequest);

export interface FromDoor {
  id: number;
  /** Null when nobody answered. */
  status: number | null;
  waitMs: number;
}

/** Where the platform knocks. */
export interface Door {
  deliver(path: string, request: SignedRequest): Promise<Omit<FromDoor, 'id'>>;
  close(): void;
}

const TELL_EVERY_MS = 100;

/** @param servers - Their addresses now; asked again and again. */
export function openDoor(servers: () => string[]): Door {
  const child = fork(join(import.meta.dirname, 'door-process.ts'), { execArgv: ['--import', 'tsx'] });
  const waiting = new Map<number, (answer: FromDoor) => void>();
  let lastId = 0;
  const send = (message: ToDoor) => void child.send(message);
  const tell = () => send({ servers: servers() });
  tell();
  const timer = setInterval(tell, TELL_EVERY_MS);
  child.on('message', (answer: FromDoor) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return {
    deliver(path, request) {
      lastId += 1;
      const id = lastId;
      send({ id, path, ...request });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    close() {
      clearInterval(timer);
      child.disconnect();
    },
  };
}
