import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import { SECRET_KEY_FILE } from '../config/secret-key.ts';
import { systemClock } from '../lib/clock.ts';
import { signCommand } from '../lib/command-signature.ts';
import { Minute } from '../lib/duration.ts';
import { createHttp, HttpError } from '../lib/http.ts';
import { randomIds } from '../lib/ids.ts';
import { silentLogger } from '../lib/logger.ts';
import type { Queue } from '../queue/queue.ts';
import { createAccountGate } from '../services/account-gate.ts';
import { createChannelActivity } from '../services/channel-activity.ts';
import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  runCommand,
} from '../services/commands/index.ts';
import { createMetrics } from '../services/metrics.ts';
import { COMMAND_SIGNATURE_HEADER } from '../web/commands.ts';
import { openChannels } from './channels.ts';
import { createDoctor } from './doctor.ts';
import { loadUnits } from './load-units.ts';
import { officerDeps } from './officer-deps.ts';
import { openBells } from './open-bells.ts';
import { openStore } from './open-store.ts';
import { readServerFile } from './server-file.ts';

/** A large roster takes a while. */
const TIMEOUT_MS = 5 * Minute.ms;

/** The server took the command and refused it; the message says why. */
export class CommandRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandRefused';
  }
}

/**
 * Runs a command where the data is: inside the running server of this data directory, else in this process.
 *
 * @param by - Who gives it, for the audit record.
 * @throws {CommandRefused} when the server refuses.
 * @throws {StorageUnavailable} with advice, when there is no server to ask and the data cannot be opened.
 */
export async function runCommandWhereDataIs<N extends CommandName>(
  config: Config,
  name: N,
  input: CommandInput<N>,
  by: string | null = null,
): Promise<CommandOutput<N>> {
  // A shared store is open to everybody; what a server once wrote here means nothing then.
  const url = config.storage.engine === 'sqlite' ? await readServerFile(config.dataDir) : null;
  const answer = url === null ? null : await askServer(url, config, name, { by, input });
  return answer ?? ((await runHere(config, name, input, by)) as CommandOutput<N>);
}

/** Null when nobody listens there: the server was stopped or killed. */
async function askServer<N extends CommandName>(
  url: string,
  config: Config,
  name: N,
  command: { by: string | null; input: CommandInput<N> },
): Promise<CommandOutput<N> | null> {
  const secretKey =
    config.secretKey ?? (await readFile(join(config.dataDir, SECRET_KEY_FILE), 'utf8')).trim();
  const http = createHttp({ baseUrl: url, timeoutMs: TIMEOUT_MS });
  const body = JSON.stringify(command);
  const signature = signCommand(secretKey, `${name} ${body}`, systemClock().systemNow());
  try {
    const response = await http.request({
      method: 'POST',
      path: `/internal/commands/${name}`,
      headers: { [COMMAND_SIGNATURE_HEADER]: signature },
      json: command,
    });
    const answer = response.body as { result?: CommandOutput<N>; error?: string };
    if (response.status !== 200)
      throw new CommandRefused(answer?.error ?? `the server answered ${response.status}`);
    return answer.result as CommandOutput<N>;
  } catch (error) {
    if (error instanceof HttpError && error.kind === 'not-sent') return null;
    throw error;
  } finally {
    http.close();
  }
}

async function runHere(
  config: Config,
  name: CommandName,
  input: unknown,
  by: string | null,
): Promise<unknown> {
  const clock = systemClock();
  const ids = randomIds();
  const store = await openStore(config, { clock, ids, logger: silentLogger(), keepsJournal: false });
  const { storage, stores, journal } = store;
  const channels = openChannels(config, store, { clock, ids, sleep: (ms) => setTimeout(ms) });
  const queue = name === 'doctor' ? await openSharedQueue(config, store.secretKey) : null;
  try {
    // Nobody may have started a server here before. The doctor only looks: a restore wants an empty store.
    if (name !== 'doctor') await loadUnits(stores);
    const gate = createAccountGate(stores.accountStates, clock, silentLogger());
    const activity = createChannelActivity(channels.byId, stores.channelActivity, clock);
    const doctor = createDoctor({ config, store, channels, activity, queue, clock });
    const officers = officerDeps(config, store, { clock, ids, channelOf: channels.channelOf });
    return await runCommand(name, input, { ...officers, gate, doctor }, by);
  } finally {
    channels.close();
    await queue?.close(0);
    await journal.close(0);
    await storage.close();
  }
}

/** Redis is there without a server of ours; a queue in memory is the server's own. */
async function openSharedQueue(config: Config, secretKey: string): Promise<Queue | null> {
  if (config.queue.engine === 'memory') return null;
  return openBells(config, { metrics: createMetrics(), logger: silentLogger(), secretKey });
}
