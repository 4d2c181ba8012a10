import type { Whispers } from '../../whispers.ts';
import { producerConnection, workerConnection } from './connections.ts';

const CHANNEL_PREFIX = 'loa:';

/** Redis' publish and subscribe: what is told stands neither in its memory nor in its append-only file. */
export function redisWhispers(url: string): Whispers {
  const teller = producerConnection(url);
  const listeners = new Map<string, ((words: string) => void)[]>();
  // A connection that subscribes can do nothing else; it subscribes again by itself when it was lost.
  const ear = workerConnection(url);
  for (const connection of [teller, ear]) connection.on('error', () => undefined);
  ear.on('message', (channel: string, words: string) => {
    for (const listener of listeners.get(channel) ?? []) listener(words);
  });
  return {
    tell(topic, words) {
      teller.publish(CHANNEL_PREFIX + topic, words).catch(() => undefined);
    },
    hear(topic, listener) {
      const channel = CHANNEL_PREFIX + topic;
      const known = listeners.get(channel);
      if (known) return void known.push(listener);
      listeners.set(channel, [listener]);
      ear.subscribe(channel).catch(() => undefined);
    },
    close() {
      teller.disconnect();
      ear.disconnect();
    },
  };
}
