import { type DeletionRequest, readSignedRequest } from '../channels/messenger/signed-request.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import { Second } from '../lib/duration.ts';
import { deleteForMeta } from '../services/erase/delete-for-meta.ts';
import type { OpenChannels } from './channels.ts';
import type { OpenStore } from './open-store.ts';

/** Meta waits for the answer to its callback. */
const LOOK_UP_LIMIT_MS = 5 * Second.ms;

/** Meta's data-deletion callback, for the page of this server. */
export function metaDeletion(
  { messenger }: Config,
  channels: Pick<OpenChannels, 'messenger'>,
  store: OpenStore,
  clock: Clock,
) {
  const pageScopedId = async (appScopedId: string) =>
    (await channels.messenger?.pageScopedId(appScopedId, AbortSignal.timeout(LOOK_UP_LIMIT_MS))) ?? null;
  return {
    readDeletion: (signedRequest: unknown): DeletionRequest | null =>
      messenger ? readSignedRequest(signedRequest, messenger.appSecret) : null,
    async deletePerson(request: DeletionRequest): Promise<string> {
      if (!messenger) throw new Error('Messenger is not configured');
      return deleteForMeta({ pageId: messenger.pageId, ...request }, { ...store, clock, pageScopedId });
    },
  };
}
