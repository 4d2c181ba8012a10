import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { freePort } from '../free-port.ts';
import { removeFolder } from '../remove-folder.ts';

/** `address` and `mongod` are MongoDB itself. */
export type MongoKind = 'address' | 'mongod' | 'stand-in';

export interface MongoServer {
  kind: MongoKind;
  /** Without a database's name, without options. */
  uri: string;
  stop(): Promise<void>;
  /** Hands to lay on a server of our own; null for one at an address. */
  rough: RoughHands | null;
}

export interface RoughHands {
  /** It stops answering without closing anything, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** The power fails, and it is started again on its files; null where there are no files. */
  killAndRestart: (() => Promise<void>) | null;
}

export const WHAT_IT_PROVES: Record<MongoKind, string> = {
  address: 'MongoDB at LOA_TEST_MONGODB_URI: proves everything but kill -9 of the server',
  mongod: 'mongod of the PATH, a replica set of one: proves everything',
  'stand-in':
    'mongo-java-server 1.47.0, a stand-in in memory: proves meaning and concurrency; cannot prove durability, query plans (no explain), speed, transactions or fail-over',
};

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

/**
 * @param found - What `requires('mongo')` found: an address, the path of `mongod` or the stand-in's folder.
 * @param nice - How far the stand-in stands back behind other processes of this machine.
 */
export async function startMongoServer(found: string, nice = 0): Promise<MongoServer> {
  if (/^mongodb(\+srv)?:/.test(found)) {
    return { kind: 'address', uri: found, stop: async () => {}, rough: null };
  }
  return found.endsWith('mongod') ? startMongod(found) : startStandIn(found, nice);
}

async function startStandIn(folder: string, nice: number): Promise<MongoServer> {
  const child = spawn(
    'java',
    [
      // Quick to start and small: it lives for minutes.
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m'],
      ...['-cp', join(folder, '*'), join(import.meta.dirname, 'StandIn.java')],
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  if (nice !== 0 && child.pid) setPriority(child.pid, nice);
  const port = await withLimit(firstMatch(child, /^port (\d+)$/), child);
  return {
    kind: 'stand-in',
    uri: `mongodb://127.0.0.1:${port}/`,
    stop: () => stopChild(child),
    rough: { ...freezing(() => child), killAndRestart: null },
  };
}

async function startMongod(program: string): Promise<MongoServer> {
  const dbpath = mkdtempSync(join(tmpdir(), 'loa-mongod-'));
  const port = await freePort();
  const launch = async () => {
    const started = spawn(
      program,
      [
        ...['--dbpath', dbpath, '--port', String(port), '--bind_ip', '127.0.0.1'],
        ...['--replSet', 'loa', '--wiredTigerCacheSizeGB', '0.25'],
      ],
      { stdio: ['pipe', 'pipe', 'ignore'] },
    );
    await withLimit(firstMatch(started, /Waiting for connections/), started);
    started.stdout?.resume();
    return started;
  };
  let child = await launch();
  await initiate(port);
  return {
    kind: 'mongod',
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=loa`,
    async stop() {
      await stopChild(child);
      removeFolder(dbpath);
    },
    rough: {
      ...freezing(() => child),
      async killAndRestart() {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
        child = await launch();
      },
    },
  };
}

function freezing(child: () => ChildProcess): Pick<RoughHands, 'freeze' | 'thaw'> {
  return {
    freeze: () => void child().kill('SIGSTOP'),
    thaw: () => void child().kill('SIGCONT'),
  };
}

/** Makes a replica set of one, and waits until it has a primary. */
async function initiate(port: number): Promise<void> {
  const direct = mongoose.createConnection(`mongodb://127.0.0.1:${port}/admin?directConnection=true`);
  await direct.asPromise();
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  await direct.db?.command({ replSetInitiate: { _id: 'loa', members } });
  await direct.close();
  const set = mongoose.createConnection(`mongodb://127.0.0.1:${port}/admin?replicaSet=loa`);
  await set.asPromise();
  await set.close();
}

function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the MongoDB server ended at once with ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = pattern.exec(line);
      if (found) resolve(found[1] ?? '');
    });
  });
}

async function withLimit<T>(work: Promise<T>, child: ChildProcess): Promise<T> {
  const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  return work.finally(() => clearTimeout(timer));
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  child.stdin?.end();
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  await ended.finally(() => clearTimeout(timer));
}
