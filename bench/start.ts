import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withUsage } from '../scripts/with-usage.ts';
import { environmentFor, NO_PLATFORMS } from './support/accounts.ts';
import { median } from './support/median.ts';

/**
 * How long the built server takes from `node dist/main.js` to a green `/readyz`, and how much memory it holds when it
 * has nothing to do.
 *
 *     npm run bench:start -- [--rounds 5] [--idle 45]
 *
 * Each round starts on an empty data directory and then again on the same one, with the simulator (as a newcomer has
 * it) and without (as a live server has it). Processor time is given beside the clock: on a busy machine it is the
 * truer figure.
 */
const USAGE = 'npm run bench:start -- [--rounds 5] [--idle 45]';

const { values: args } = withUsage(USAGE, () =>
  parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      /** Seconds of doing nothing before the memory is read. */
      idle: { type: 'string', default: '45' },
    },
  }),
);

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const TARGET_READY_MS = 2_000;
const TARGET_IDLE_MB = 150;
const ASK_EVERY_MS = 5;
const MS_PER_TICK = 10;
const KB_PER_MB = 1024;

interface Start {
  readyMs: number;
  cpuMs: number;
  idleMb: number;
}

/** The setting that a newcomer has, and a live server's with both channels and no simulator. */
const SETUPS: Record<string, (dataDir: string) => Record<string, string>> = {
  'with the simulator': (dataDir) => ({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }),
  'without it': (dataDir) => ({ ...environmentFor(dataDir, NO_PLATFORMS), LOG_LEVEL: 'error' }),
};

/** Reads a line such as `VmRSS:  123 kB` of a process's status, MB. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / KB_PER_MB;
}

/** Processor time of a process, user and system, ms. */
function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

async function isReady(dataDir: string): Promise<boolean> {
  try {
    const { url } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { url: string };
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function start(env: Record<string, string>, dataDir: string): Promise<Start> {
  const startedMs = performance.now();
  const server: ChildProcess = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(server, 'exit');
  const pid = server.pid as number;
  try {
    while (!(await isReady(dataDir))) {
      if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
      await wait(ASK_EVERY_MS);
    }
    const readyMs = performance.now() - startedMs;
    const cpuMs = cpuMsOf(pid);
    await wait(Number(args.idle) * 1_000);
    return { readyMs, cpuMs, idleMb: residentMb(pid) };
  } finally {
    server.kill('SIGTERM');
    await gone;
  }
}

const starts = new Map<string, Start[]>();
console.log(`${cpus().length} cores, load before ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`);
for (let n = 0; n < Number(args.rounds); n++) {
  for (const [setup, environment] of Object.entries(SETUPS)) {
    const dataDir = mkdtempSync(join(tmpdir(), 'loa-bench-'));
    for (const time of ['first', 'second']) {
      const name = `${setup}, ${time} start`;
      starts.set(name, [...(starts.get(name) ?? []), await start(environment(dataDir), dataDir)]);
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}
for (const [name, list] of starts) {
  const of = (field: keyof Start) => median(list.map((one) => one[field]));
  const verdict = (value: number, target: number) => (value < target ? 'met' : 'MISSED');
  console.log(
    `${name.padEnd(34)} ready after ${Math.round(of('readyMs'))} ms (aim ${TARGET_READY_MS}: ${verdict(of('readyMs'), TARGET_READY_MS)}; ` +
      `${Math.round(of('cpuMs'))} ms of processor time)  idle ${of('idleMb').toFixed(0)} MB (aim ${TARGET_IDLE_MB}: ${verdict(of('idleMb'), TARGET_IDLE_MB)})`,
  );
}
