import type {
  AccountInspector,
  Channel,
  HistoryReader,
  MenuSetup,
  PressureGauge,
  ProfileLookup,
  SubscriptionKeeper,
  TokenKeeper,
} from '../channels/channel.ts';
import { createMessengerChannel, type MessengerChannel } from '../channels/messenger/channel.ts';
import { createZaloChannel, type ZaloChannel } from '../channels/zalo/channel.ts';
import type { Config } from '../config/config.ts';
import type { ChannelId, ConversationParts } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { createCryptoBox } from '../lib/crypto-box.ts';
import type { Ids } from '../lib/ids.ts';
import { mediaReaderOf, tokenStoreOf, uploadCacheOf } from '../services/channel-state.ts';
import type { OpenStore } from './open-store.ts';

/** The channels that this process speaks on. */
export interface OpenChannels {
  byId: ReadonlyMap<ChannelId, Channel>;
  tokenKeepers: ReadonlyMap<ChannelId, TokenKeeper>;
  subscriptionKeepers: ReadonlyMap<ChannelId, SubscriptionKeeper>;
  historyReaders: ReadonlyMap<ChannelId, HistoryReader>;
  profileLookups: ReadonlyMap<ChannelId, ProfileLookup>;
  menuSetups: ReadonlyMap<ChannelId, MenuSetup>;
  pressureGauges: ReadonlyMap<ChannelId, PressureGauge>;
  accountInspectors: ReadonlyMap<ChannelId, AccountInspector>;
  /** Zalo alone lets a human grant from here. */
  zalo: Pick<ZaloChannel, 'accountId' | 'grant'> | null;
  /** Meta alone asks for an erasure by an id of its own. */
  messenger: Pick<MessengerChannel, 'pageScopedId'> | null;
  /** Null for a channel or account that this server does not speak for. */
  channelOf(parts: ConversationParts): Channel | null;
  close(): void;
}

export interface ChannelDeps {
  clock: Clock;
  ids: Ids;
  sleep(ms: number): Promise<void>;
}

/** Opens each channel that is configured. */
export function openChannels(config: Config, store: OpenStore, deps: ChannelDeps): OpenChannels {
  const shared = {
    ...deps,
    publicUrl: config.http.publicUrl,
    tokens: tokenStoreOf(store.stores, createCryptoBox([store.secretKey], 'channel-tokens')),
    uploads: uploadCacheOf(store.stores),
    media: mediaReaderOf(store.blobs),
  };
  const zalo = config.zalo && createZaloChannel({ ...shared, settings: config.zalo });
  const messenger = config.messenger && createMessengerChannel({ ...shared, settings: config.messenger });
  const opened = [zalo, messenger].filter((channel) => channel !== null);
  const byId = new Map<ChannelId, Channel>(opened.map((channel) => [channel.id, channel]));
  const both = new Map(opened.map((channel) => [channel.id, channel]));
  return {
    byId,
    tokenKeepers: new Map<ChannelId, TokenKeeper>(zalo ? [['zalo', zalo]] : []),
    subscriptionKeepers: new Map<ChannelId, SubscriptionKeeper>(messenger ? [['messenger', messenger]] : []),
    historyReaders: both,
    profileLookups: both,
    menuSetups: new Map<ChannelId, MenuSetup>(messenger ? [['messenger', messenger]] : []),
    pressureGauges: both,
    accountInspectors: both,
    zalo,
    messenger,
    channelOf({ channel: id, accountId }) {
      const channel = byId.get(id);
      return channel?.accountId === accountId ? channel : null;
    },
    close() {
      for (const channel of opened) channel.close();
    },
  };
}
