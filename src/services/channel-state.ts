import type { MediaReader, StoredTokens, TokenStore, UploadCache } from '../channels/channel.ts';
import type { CryptoBox } from '../lib/crypto-box.ts';
import type { Blobs } from '../storage/storage.ts';
import { changeRecord } from './change-record.ts';
import type { Stores } from './stores.ts';

/** What channels keep, on top of the stores: they do not know storage themselves. */
export function tokenStoreOf(stores: Pick<Stores, 'channelTokens'>, box: CryptoBox): TokenStore {
  const idOf = (channel: string, accountId: string) => `${channel}:${accountId}`;
  return {
    async read(channel, accountId) {
      const id = idOf(channel, accountId);
      const stored = await stores.channelTokens.get(id);
      if (!stored) return null;
      return { pair: JSON.parse(box.open(stored.value.sealed, id)) as StoredTokens, version: stored.version };
    },
    async write(channel, accountId, pair, expectedVersion) {
      const id = idOf(channel, accountId);
      const sealed = { sealed: box.seal(JSON.stringify(pair), id) };
      if (expectedVersion === 0) return stores.channelTokens.insertIfAbsent(id, sealed);
      return stores.channelTokens.replace(id, sealed, expectedVersion);
    },
  };
}

export function uploadCacheOf(stores: Pick<Stores, 'uploads'>): UploadCache {
  const idOf = (channel: string, accountId: string, sha256: string) => `${channel}:${accountId}:${sha256}`;
  return {
    async get(channel, accountId, sha256) {
      return (await stores.uploads.get(idOf(channel, accountId, sha256)))?.value ?? null;
    },
    async put(channel, accountId, sha256, attachmentId, uploadedAtMs) {
      const id = idOf(channel, accountId, sha256);
      const upload = { attachmentId, uploadedAtMs };
      if (await stores.uploads.insertIfAbsent(id, upload)) return;
      await changeRecord(stores.uploads, id, () => upload);
    },
    async drop(channel, accountId, sha256) {
      await stores.uploads.remove(idOf(channel, accountId, sha256));
    },
  };
}

export function mediaReaderOf(blobs: Blobs): MediaReader {
  return { read: (sha256) => blobs.get(sha256) };
}
