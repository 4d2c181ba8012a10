import type { PressureGauge } from '../channels/channel.ts';
import type { ChannelId } from '../domain/ids.ts';
import type { Lane } from '../domain/message.ts';
import { Second } from '../lib/duration.ts';

/** From this share of a platform's own limit on, everything but the safety card goes slower (both dossiers, rate limits). */
const SLOW_FROM = 0.75;

/** From this share on, broadcasts wait, so that replies have what is left. */
const HOLD_BROADCASTS_FROM = 0.9;

/** Full speed falls to this share at the limit. */
const LEAST_SPEED = 0.1;

/** Held broadcasts look again so often. */
const HOLD_MS = 30 * Second.ms;

/** How fast a channel may send, seen from what its platform tells of its own limits. */
export interface Pace {
  /** How long a lane waits before anything is sent, ms; 0 for not at all. */
  waitMs(channel: ChannelId, lane: Lane): number;
  /** Share of the channel's full speed, 0.1 to 1. */
  speed(channel: ChannelId, lane: Lane): number;
}

export function createPace(gauges: ReadonlyMap<ChannelId, PressureGauge>): Pace {
  const pressureOf = (channel: ChannelId) => gauges.get(channel)?.pressure() ?? 0;
  return {
    waitMs: (channel, lane) =>
      lane === 'broadcast' && pressureOf(channel) >= HOLD_BROADCASTS_FROM ? HOLD_MS : 0,
    speed(channel, lane) {
      const pressure = pressureOf(channel);
      if (lane === 'safety' || pressure < SLOW_FROM) return 1;
      const left = (1 - pressure) / (1 - SLOW_FROM);
      return LEAST_SPEED + (1 - LEAST_SPEED) * left;
    },
  };
}
