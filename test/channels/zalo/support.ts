import { readFileSync } from 'node:fs';
import type { StoredTokens, TokenStore, UploadCache } from '../../../src/channels/channel.ts';
import { SendError } from '../../../src/channels/send-error.ts';
import {
  createZaloChannel,
  type ZaloChannel,
  type ZaloChannelDeps,
} from '../../../src/channels/zalo/channel.ts';
import type { ZaloSettings } from '../../../src/config/config.ts';
import type { Button, Media, Outbound, OutboundPart } from '../../../src/domain/message.ts';
import { type FrozenClock, frozenClock } from '../../../src/lib/clock.ts';
import { hashOf, seededIds } from '../../../src/lib/ids.ts';
import { createFakeZalo, type FakeZalo } from '../../../src/simulator/fakes/zalo/fake-zalo.ts';

export const APP_ID = '1000000000000000001';
export const OA_ID = '2000000000000000002';
export const USER_ID = '3000000000000000003';
export const OA_SECRET_KEY = 'made-up-oa-secret-key';
export const APP_SECRET = 'made-up-app-secret';
export const SEED = 'made-up-refresh-token';
export const START_MS = Date.UTC(2026, 10, 23, 3);

export const ACCOUNT = { appId: APP_ID, oaId: OA_ID };

export function zaloSettings(url: string, changes: Partial<ZaloSettings> = {}): ZaloSettings {
  return {
    appId: APP_ID,
    appSecret: APP_SECRET,
    oaId: OA_ID,
    oaSecretKey: OA_SECRET_KEY,
    refreshToken: SEED,
    codeVerifier: null,
    appsecretProof: false,
    apiUrl: url,
    oauthUrl: url,
    businessUrl: url,
    ...changes,
  };
}

const FIXTURES = new URL('../../../fixtures/zalo/webhooks/', import.meta.url);

export function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Record<string, unknown>;
}

/** A token store in memory. */
export function memoryTokenStore(): TokenStore & {
  stored(): StoredTokens | null;
  set(pair: StoredTokens): void;
  failWrites(count: number): void;
} {
  let record: { pair: StoredTokens; version: number } | null = null;
  let failing = 0;
  const put = (pair: StoredTokens, version: number) => {
    record = { pair: structuredClone(pair), version };
  };
  return {
    stored: () => record?.pair ?? null,
    set: (pair) => put(pair, (record?.version ?? 0) + 1),
    failWrites(count) {
      failing = count;
    },
    async read() {
      return record && structuredClone(record);
    },
    async write(_channel, _accountId, pair, expectedVersion) {
      if (failing > 0) {
        failing -= 1;
        throw new Error('store is down');
      }
      if ((record?.version ?? 0) !== expectedVersion) return false;
      put(pair, expectedVersion + 1);
      return true;
    },
  };
}

export function memoryUploadCache(): UploadCache {
  const entries = new Map<string, { attachmentId: string; uploadedAtMs: number }>();
  const key = (...parts: string[]) => parts.join(':');
  return {
    get: async (channel, accountId, sha256) => entries.get(key(channel, accountId, sha256)) ?? null,
    async put(channel, accountId, sha256, attachmentId, uploadedAtMs) {
      entries.set(key(channel, accountId, sha256), { attachmentId, uploadedAtMs });
    },
    async drop(channel, accountId, sha256) {
      entries.delete(key(channel, accountId, sha256));
    },
  };
}

/** Stands for a pause: lets everything else that is ready go on first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Waits until something is so, without a clock. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}

/** Sends, and gives up as soon as the platform has begun not to answer: a time-out without the time. */
export async function sendIntoSilence(world: ZaloWorld, sending: Outbound): Promise<unknown> {
  const giveUp = new AbortController();
  const outcome = world.channel.send(sending, giveUp.signal).catch((error: unknown) => error);
  await until(() => world.zalo.silences() === 1);
  giveUp.abort();
  return outcome;
}

export interface ZaloWorld {
  clock: FrozenClock;
  zalo: FakeZalo;
  channel: ZaloChannel;
  store: ReturnType<typeof memoryTokenStore>;
  /** The bytes that the channel may read, by hash. */
  media: Map<string, Buffer>;
  /** Adds bytes and describes them. */
  addMedia(bytes: Buffer, about: Pick<Media, 'kind' | 'contentType' | 'name'>): Media;
  /** Another process of the same server: same store, own memory. */
  anotherChannel(changes?: Partial<ZaloChannelDeps>): ZaloChannel;
  close(): Promise<void>;
}

/** A channel that talks over HTTP to a fake Zalo, where one person has just written. */
export async function zaloWorld(changes: Partial<ZaloChannelDeps> = {}): Promise<ZaloWorld> {
  const clock = frozenClock(START_MS);
  const zalo = createFakeZalo({
    clock,
    ids: seededIds('fake-zalo'),
    appId: APP_ID,
    appSecret: APP_SECRET,
    oaId: OA_ID,
    oaSecretKey: OA_SECRET_KEY,
    refreshToken: SEED,
    pause: async () => {},
  });
  await zalo.listen();
  zalo.addUser({ id: USER_ID, displayName: 'Người Mẫu', lastInteractionAtMs: START_MS });
  const store = memoryTokenStore();
  const media = new Map<string, Buffer>();
  const channels: ZaloChannel[] = [];
  let processes = 0;

  function anotherChannel(more: Partial<ZaloChannelDeps> = {}): ZaloChannel {
    processes += 1;
    const channel = createZaloChannel({
      settings: zaloSettings(zalo.url),
      publicUrl: 'https://thon.example',
      clock,
      ids: seededIds(`process-${processes}`),
      tokens: store,
      uploads: memoryUploadCache(),
      media: {
        async read(sha256) {
          const bytes = media.get(sha256);
          if (!bytes) throw new Error('no such medium');
          return bytes;
        },
      },
      sleep: nextTurn,
      ...changes,
      ...more,
    });
    channels.push(channel);
    return channel;
  }

  return {
    clock,
    zalo,
    channel: anotherChannel(),
    store,
    media,
    anotherChannel,
    addMedia(bytes, about) {
      const sha256 = hashOf(bytes);
      media.set(sha256, bytes);
      return { ...about, sha256, sizeBytes: bytes.length, alt: 'Ảnh minh họa' };
    },
    async close() {
      for (const channel of channels) channel.close();
      await zalo.close();
    },
  };
}

export function outbound(part: OutboundPart, id = 'out-1'): Outbound {
  return { id, conversationId: `zalo:${OA_ID}:${USER_ID}`, lane: 'reply', part };
}

export function textPart(text: string, buttons?: Button[]): OutboundPart {
  return { kind: 'text', text, ...(buttons && { buttons }) };
}

export function never(): AbortSignal {
  return new AbortController().signal;
}

export const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(2_000, 7)]);
export const PDF = Buffer.from('%PDF-1.4 made up');

export async function failureOf(sending: Promise<unknown>): Promise<SendError> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw new Error(`no SendError but ${String(error)}`);
  return error;
}
