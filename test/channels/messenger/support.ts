import type { UploadCache } from '../../../src/channels/channel.ts';
import {
  createMessengerChannel,
  type MessengerChannel,
  type MessengerChannelDeps,
} from '../../../src/channels/messenger/channel.ts';
import { SendError } from '../../../src/channels/send-error.ts';
import type { MessengerSettings } from '../../../src/config/config.ts';
import type { Media, Outbound, OutboundPart } from '../../../src/domain/message.ts';
import { type FrozenClock, frozenClock } from '../../../src/lib/clock.ts';
import { hashOf, seededIds } from '../../../src/lib/ids.ts';
import { signBody } from '../../../src/simulator/fakes/graph/deliver.ts';
import { createFakeGraph, type FakeGraph } from '../../../src/simulator/fakes/graph/fake-graph.ts';
import type { ChannelWorld } from '../../contracts/channel.contract.ts';

export const PAGE_ID = '1000000000000001';
export const APP_ID = '300000000000003';
export const PSID = '20000000000000017';
export const APP_SECRET = 'made-up-app-secret';
export const PAGE_TOKEN = 'made-up-page-token';
export const VERIFY_TOKEN = 'made-up-verify-token';
export const START_MS = Date.UTC(2026, 10, 23, 3);
export const ACCOUNT = { pageId: PAGE_ID, appId: APP_ID };

export const WEBHOOKS = new URL('../../../fixtures/messenger/webhooks/', import.meta.url);
export const EXPECTED = new URL('../../../fixtures/messenger/expected/', import.meta.url);

export const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(2_000, 7)]);

export function messengerSettings(graphUrl: string): MessengerSettings {
  return {
    pageId: PAGE_ID,
    appId: APP_ID,
    appSecret: APP_SECRET,
    pageToken: PAGE_TOKEN,
    verifyToken: VERIFY_TOKEN,
    graphUrl,
    graphVersion: 'v26.0',
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

export interface MessengerWorld extends ChannelWorld {
  channel: MessengerChannel;
  clock: FrozenClock;
  graph: FakeGraph;
  /** Adds bytes and describes them. */
  addMedia(bytes: Buffer, about: Pick<Media, 'kind' | 'contentType' | 'name'>): Media;
}

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

/** A channel that talks over HTTP to a fake Graph, where one person has just written. */
export async function messengerWorld({
  unreachable = false,
  ...changes
}: Partial<MessengerChannelDeps> & { unreachable?: boolean } = {}): Promise<MessengerWorld> {
  const clock = frozenClock(START_MS);
  const graph = createFakeGraph({
    clock,
    ids: seededIds('fake-graph'),
    ...ACCOUNT,
    appSecret: APP_SECRET,
    pageToken: PAGE_TOKEN,
  });
  await graph.listen();
  graph.addUser({ psid: PSID, firstName: 'Mẫu', lastName: 'Người', lastInteractionAtMs: START_MS });
  const bytes = new Map<string, Buffer>();
  const channel = createMessengerChannel({
    settings: messengerSettings(unreachable ? NOWHERE : graph.url),
    publicUrl: 'https://thon.example',
    clock,
    sleep: async () => {},
    uploads: memoryUploadCache(),
    media: {
      async read(sha256) {
        const found = bytes.get(sha256);
        if (!found) throw new Error('no such medium');
        return found;
      },
    },
    ...changes,
  });
  function addMedia(content: Buffer, about: Pick<Media, 'kind' | 'contentType' | 'name'>): Media {
    const sha256 = hashOf(content);
    bytes.set(sha256, content);
    return { ...about, sha256, sizeBytes: content.length, alt: 'Ảnh minh họa' };
  }

  return {
    channel,
    clock,
    graph,
    addMedia,
    picture: addMedia(JPEG, { kind: 'image', contentType: 'image/jpeg', name: 'anh.jpg' }),
    outbound: (part) => outbound(part),
    sentCount: () => graph.sent.length,
    uploadCount: () => graph.uploads.all.length,
    forgetUploads() {
      for (const { id } of graph.uploads.all) graph.uploads.forget(id);
    },
    signed: (payload) => signBody(payload, APP_SECRET),
    async close() {
      channel.close();
      await graph.close();
    },
  };
}

export function outbound(part: OutboundPart, id = 'out-1'): Outbound {
  return { id, conversationId: `messenger:${PAGE_ID}:${PSID}`, lane: 'reply', part };
}

/** The error of a call that must fail. */
export async function failureOf(sending: Promise<unknown>): Promise<SendError> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw new Error(`no SendError but ${String(error)}`);
  return error;
}
