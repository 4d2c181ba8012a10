import { localTime, periodLabel, periodOf } from '../../domain/calendar.ts';
import type { ChannelId } from '../../domain/ids.ts';
import type { Failure } from '../platforms/platform.ts';
import type { Simulator } from '../simulator.ts';

/** What the page shows beside the phones. */
export interface SimulatorState {
  run: string;
  channels: ChannelId[];
  clock: { nowMs: number; shiftMs: number; date: string; time: string; period: string };
  failures: Partial<Record<ChannelId, { failure: Failure; once: boolean } | null>>;
}

export function stateOf(simulator: Simulator, timeZone: string): SimulatorState {
  const { clock } = simulator;
  const nowMs = clock.businessNow();
  const { date, time } = localTime(nowMs, timeZone);
  const platforms = simulator.platforms();
  return {
    run: simulator.run,
    channels: platforms.map(({ channel }) => channel),
    clock: { nowMs, shiftMs: clock.shiftMs, date, time, period: periodLabel(periodOf(date, 'quarter')) },
    failures: Object.fromEntries(platforms.map((platform) => [platform.channel, platform.failing()])),
  };
}
