import { z } from 'zod';
import { CHANNEL_IDS, type ChannelId } from '../../domain/ids.ts';
import { command } from './command.ts';

/** Lets a stopped account send again. */
export const accountRelease = command({
  name: 'account-release',
  input: z.object({ channel: z.enum(CHANNEL_IDS as [ChannelId, ...ChannelId[]]), accountId: z.string() }),
  audit: ({ channel, accountId }) => ({ action: 'account.release', target: `${channel}:${accountId}` }),
  async run({ channel, accountId }, { gate }) {
    await gate.release(channel, accountId);
    return {};
  },
});
