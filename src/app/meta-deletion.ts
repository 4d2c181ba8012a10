import { type DeletionRequest, readSignedRequest } from '../channels/messenger/signed-request.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../lib/clock.ts';
import { deleteForMeta } from '../services/erase/delete-for-meta.ts';
import type { OpenStore } from './open-store.ts';

/** Meta's data-deletion callback, for the page of this server. */
export function metaDeletion({ messenger }: Config, store: OpenStore, clock: Clock) {
  return {
    readDeletion: (signedRequest: unknown): DeletionRequest | null =>
      messenger ? readSignedRequest(signedRequest, messenger.appSecret) : null,
    async deletePerson(request: DeletionRequest): Promise<string> {
      if (!messenger) throw new Error('Messenger is not configured');
      return deleteForMeta({ pageId: messenger.pageId, ...request }, { ...store, clock });
    },
  };
}
