import type { MessengerSettings, ZaloSettings } from '../config/config.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { MovableClock } from '../lib/clock.ts';
import type { Ids } from '../lib/ids.ts';
import type { Act } from './act.ts';
import { everyoneOn, personKey } from './chat-line.ts';
import { type ChatLog, createChatLog } from './chat-log.ts';
import { FAILURE_TEXTS } from './failure-texts.ts';
import { type MediaShelf, openMediaShelf } from './media-shelf.ts';
import { memoryKeeper, readMemory } from './memory.ts';
import { startMessenger } from './platforms/messenger.ts';
import type { Failure, Platform, PlatformListener } from './platforms/platform.ts';
import { startZalo } from './platforms/zalo.ts';

export interface SimulatorOptions {
  /** Channels without an account of their own. */
  channels: readonly ChannelId[];
  dataDir: string;
  /** Where the sample pictures lie. */
  assetsDir: string;
  clock: MovableClock;
  ids: Ids;
}

/** Fake platforms, the people on them and what their phones show. */
export interface Simulator {
  /** Changes with every start, so that a page notices a restart. */
  readonly run: string;
  readonly zalo: ZaloSettings | null;
  readonly messenger: MessengerSettings | null;
  /** Media that people send come from these; they are not public addresses. */
  readonly mediaOrigins: readonly string[];
  readonly log: ChatLog;
  readonly shelf: MediaShelf;
  readonly clock: MovableClock;
  platform(channel: ChannelId): Platform | null;
  platforms(): readonly Platform[];
  /** Makes a person known, new or of an earlier run. @returns their id. */
  know(channel: ChannelId, person: { id?: string; name: string }): Promise<string>;
  knows(channel: ChannelId, userId: string): boolean;
  /** @returns Statuses that the webhooks got; null when the platform has no such act. */
  act(channel: ChannelId, userId: string, act: Act): Promise<(number | null)[] | null>;
  fail(channel: ChannelId, failure: Failure | null, once: boolean): void;
  /** Puts people and the simulated time on disk. */
  keep(): Promise<void>;
  /** Tells the platforms where the server listens. */
  connect(serverUrl: string): void;
  close(): Promise<void>;
}

/** Starts a fake platform for each channel, on free ports of this machine. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { clock, ids, dataDir } = options;
  const run = ids.next();
  const log = createChatLog(run, clock);
  const shelf = await openMediaShelf(options.assetsDir, ids);
  const shared = (channel: ChannelId) => ({ clock, ids, shelf, listener: listenerOf(channel, log) });
  const zalo = options.channels.includes('zalo') ? await startZalo(shared('zalo')) : null;
  const messenger = options.channels.includes('messenger') ? await startMessenger(shared('messenger')) : null;
  const platforms = [zalo, messenger].flatMap((started) => (started ? [started.platform] : []));
  const find = (channel: ChannelId) => platforms.find((platform) => platform.channel === channel) ?? null;
  let webhooks: string | null = null;

  const memory = await readMemory(dataDir);
  if (memory) clock.shift(memory.shiftMs - clock.shiftMs);
  for (const { channel, ...person } of memory?.people ?? []) find(channel)?.know(person);
  const keeper = memoryKeeper(dataDir, () => ({
    shiftMs: clock.shiftMs,
    people: platforms.flatMap(({ channel, people }) => people().map((person) => ({ channel, ...person }))),
  }));
  const knows = (channel: ChannelId, userId: string) =>
    find(channel)
      ?.people()
      .some(({ id }) => id === userId) ?? false;

  return {
    run,
    zalo: zalo?.settings ?? null,
    messenger: messenger?.settings ?? null,
    mediaOrigins: platforms.map(({ url }) => url),
    log,
    shelf,
    clock,
    platform: find,
    platforms: () => platforms,
    async know(channel, person) {
      const platform = find(channel);
      if (!platform) throw new RangeError(`${channel} is not simulated`);
      const id = platform.know(person);
      await keeper.keep();
      return id;
    },
    knows,
    async act(channel, userId, act) {
      const happenings = find(channel)?.happenings(userId, act) ?? null;
      if (!happenings || webhooks === null) return null;
      for (const { line, changes } of happenings) {
        if (line) log.add(personKey(channel, userId), line);
        if (changes) log.change(changes.messageId, changes);
      }
      // Several at once come at once, as from the platform: each in a request of its own.
      const address = `${webhooks}/webhooks/${channel}`;
      const statuses = await Promise.all(happenings.map(({ deliver }) => deliver(address)));
      await keeper.keep();
      return statuses;
    },
    fail: (channel, failure, once) => find(channel)?.fail(failure, once),
    keep: () => keeper.keep(),
    connect(serverUrl) {
      webhooks = reachable(serverUrl);
      for (const platform of platforms) platform.connect(`${webhooks}/webhooks/${platform.channel}`);
    },
    async close() {
      await Promise.all(platforms.map((platform) => platform.close()));
      await keeper.keep();
    },
  };
}

function listenerOf(channel: ChannelId, log: ChatLog): PlatformListener {
  return {
    received: (userId, line) => void log.add(personKey(channel, userId), line),
    failed: (failure) =>
      void log.add(everyoneOn(channel), {
        from: 'platform',
        kind: 'note',
        text: FAILURE_TEXTS[failure].told,
      }),
  };
}

/** A server that listens on every address is reached by the loopback one. */
function reachable(serverUrl: string): string {
  return serverUrl.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
