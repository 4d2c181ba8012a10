import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { programEntry } from './program-entry.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A version of the program: its folder, and what Node runs there. */
export interface Build {
  root: string;
  entry: readonly string[];
}

/** Found once, so that a process that is started again is of the same version. */
export const THIS_BUILD: Build = { root: ROOT, entry: programEntry(ROOT, 'main') };

/** The real `main.ts` in a process of its own, as an operator starts it. */
export interface ServerProcess {
  url: string;
  /** Every line that it has written so far. */
  log(): string;
  /** True once the process is gone, for whatever reason. */
  hasEnded(): boolean;
  /** Nothing is said to the process: the power is gone. */
  kill(): Promise<void>;
  /** Asks it to stop. @returns its exit code. */
  terminate(): Promise<number | null>;
}

export interface ServerExit {
  code: number | null;
  log: string;
}

function launch(
  env: Record<string, string>,
  args: readonly string[] = [],
  { root, entry }: Build = THIS_BUILD,
  nice = 0,
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...entry, ...args], {
    cwd: root,
    env: { PATH, HOME, PORT: '0', SIMULATOR: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (nice !== 0 && child.pid) setPriority(child.pid, nice);
  return child;
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

/**
 * Starts it and waits until it listens.
 *
 * @param nice - How far it stands back behind other processes.
 * @throws with its log when it ends before.
 */
export async function startServerProcess(
  env: Record<string, string>,
  args: readonly string[] = [],
  build: Build = THIS_BUILD,
  nice = 0,
): Promise<ServerProcess> {
  const child = launch(env, args, build, nice);
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the server ended at once:\n${lines.join('\n')}`)));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const address = /"url":"([^"]+)","msg":"listening"/.exec(line)?.[1];
        if (address) resolve(address);
      });
    }
  });
  return {
    url,
    log: () => lines.join('\n'),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      child.kill('SIGKILL');
      await exitOf(child);
    },
    async terminate() {
      child.kill('SIGTERM');
      return exitOf(child);
    },
  };
}

/** Starts it where it cannot start, and waits for its end. */
export async function failedStart(env: Record<string, string>): Promise<ServerExit> {
  const child = launch(env);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += chunk));
  return { code: await exitOf(child), log };
}

/** Starts it, asks it to stop as soon as it has said anything, and waits for its end. */
export async function stopWhileStarting(env: Record<string, string>): Promise<ServerExit> {
  const child = launch(env);
  let log = '';
  child.stdout?.once('data', () => child.kill('SIGTERM'));
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += chunk));
  return { code: await exitOf(child), log };
}

/** Starts it as npm does, behind a shell, kills the shell once it listens, and waits until the server has ended by itself. */
export async function stopShellOfNpm(env: Record<string, string>): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  // The second command keeps the shell from becoming the server itself.
  const shell = spawn('sh', ['-c', '"$0" "$@"; :', process.execPath, ...THIS_BUILD.entry], {
    cwd: ROOT,
    env: { PATH, HOME, PORT: '0', SIMULATOR: 'off', npm_lifecycle_event: 'start', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  shell.stdout.on('data', (chunk) => {
    log += chunk;
    if (log.includes('"msg":"listening"')) shell.kill('SIGTERM');
  });
  // The pipe stays open as long as the server lives.
  await new Promise((closed) => shell.once('close', closed));
  return log;
}
