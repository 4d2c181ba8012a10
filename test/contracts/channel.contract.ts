import { describe } from 'vitest';
import type { ChannelDescriptor, ChannelWorld } from './channel/descriptor.ts';
import { parsingCases } from './channel/parsing.ts';
import { policyCases } from './channel/policy.ts';
import { renderingCases } from './channel/rendering.ts';
import { sendingCases } from './channel/sending.ts';
import { verifyingCases } from './channel/verifying.ts';

export type { ChannelDescriptor, ChannelWorld, FailureCase } from './channel/descriptor.ts';

/**
 * What every channel promises. A new channel calls this once from `test/channels/<id>/contract.test.ts` with a
 * {@link ChannelDescriptor}: how to open a channel that talks over HTTP to its fake platform, where the recorded webhooks
 * are, what the platform refuses, and which failure must become which error. What is particular to one platform is tested
 * beside it.
 *
 * Each file of `fixtures/<id>/webhooks/` needs its twin in `fixtures/<id>/expected/`: what it is read as. New and changed
 * twins are written by `npx vitest run test/channels/<id>/contract.test.ts -u` and reviewed as a diff.
 */
export function channelContract<W extends ChannelWorld>(descriptor: ChannelDescriptor<W>): void {
  describe(`channel ${descriptor.name}`, () => {
    verifyingCases(descriptor);
    parsingCases(descriptor);
    renderingCases(descriptor);
    policyCases(descriptor);
    sendingCases(descriptor);
  });
}
