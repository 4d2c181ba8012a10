import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { type RunningApp, startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { ChannelId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { Act } from '../../src/simulator/act.ts';
import { settingsOf } from './engine-pair.ts';
import { NOW_MS } from './events.ts';
import { removeFolder } from './remove-folder.ts';
import { openStream } from './simulator-stream.ts';
import type { SuiteEnd } from './suite-end.ts';

/** What every test needs to reach: the state of the page and the answers of its addresses. */
export type SimulatedApp = Awaited<ReturnType<typeof startSimulatedApp>>;

export interface SimulatedAppOptions {
  /** Of an earlier app, to start it again. */
  dataDir?: string;
  env?: Record<string, string>;
  /** For an app that the tests of a suite share. Default: it ends with the running test. */
  end?: SuiteEnd;
}

/** The whole server with the simulator, on a free port; business time begins on 23 November 2026. */
export async function startSimulatedApp(options: SimulatedAppOptions = {}) {
  const { env, end } = options;
  const atEnd = (work: () => Promise<void>) => (end ? end.add(work) : onTestFinished(work));
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'loa-simulated-'));
  if (!options.dataDir) atEnd(async () => removeFolder(dataDir));
  const settings = { PORT: '0', SIMULATOR: 'on', ...(await settingsOf(dataDir)), ...env };
  const config = loadConfig(settings);
  const clock = systemClock();
  clock.shift(NOW_MS - clock.systemNow());
  const app: RunningApp = await startApp(config, { clock, ids: randomIds(), logger: silentLogger() });
  atEnd(() => app.stop());
  const stream = await openStream(`${app.url}/simulator/api/events`);
  atEnd(() => stream.close());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${app.url}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type') ?? '';
    const answer: unknown = type.includes('json') ? await response.json() : await response.text();
    return { status: response.status, headers: response.headers, body: answer };
  }

  /** Calls the page's addresses and expects that they take it. */
  async function simulate<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await call(method, `/simulator/api${path}`, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  return {
    url: app.url,
    dataDir,
    /** Settings of whatever else works on its data. */
    env: settings,
    stream,
    stop: app.stop,
    call,
    simulate,
    /** A command of the command line, in the running server. */
    command: ((name, input) => runCommandWhereDataIs(config, name, input)) as CommandRunner,

    /** The phone of one person, as a script: acts, then waits for what the bot says. */
    async phone(channel: ChannelId, id?: string) {
      const person = await simulate<{ id: string }>('POST', '/people', {
        channel,
        name: 'Người thử',
        ...(id && { id }),
      });
      let seen = 0;
      const lines = () => stream.linesOf(`${channel}:${person.id}`);
      const act = (what: Act) => simulate('POST', `/people/${channel}/${person.id}/acts`, what);
      return {
        id: person.id,
        lines,
        act,
        async says(text: string) {
          seen = lines().length;
          await act({ act: 'text', text });
        },
        /** Taps the newest button with that title. */
        async taps(title: RegExp) {
          const buttons = lines().flatMap((line) => line.buttons);
          const button = buttons.findLast((known) => title.test(known.title));
          if (button?.does.kind !== 'tap')
            throw new Error(`no button ${title} among ${buttons.map((b) => b.title).join(', ')}`);
          seen = lines().length;
          await act({ act: 'tap', title: button.title, payload: button.does.payload, style: button.style });
        },
        /** Waits for the next line that fits, of those since the last act. */
        async hears(words: RegExp) {
          return stream.until(
            () => {
              const found = lines()
                .slice(seen)
                .find((line) => line.from === 'bot' && words.test(line.text));
              return found ?? null;
            },
            `${channel} person to hear ${words}`,
            lines,
          );
        },
      };
    },
  };
}

type CommandRunner = <N extends Parameters<typeof runCommandWhereDataIs>[1]>(
  name: N,
  input: Parameters<typeof runCommandWhereDataIs<N>>[2],
) => ReturnType<typeof runCommandWhereDataIs<N>>;

export type Phone = Awaited<ReturnType<SimulatedApp['phone']>>;
