import express, { Router } from 'express';
import type { DeletionRequest } from '../../channels/messenger/signed-request.ts';
import type { Stores } from '../../services/stores.ts';
import { deletionPage, type Keeping, privacyPage } from './privacy-pages.tsx';

export interface PrivacyRouterDeps {
  stores: Pick<Stores, 'erasures'>;
  keeping: Keeping;
  timeZone: string;
  publicUrl: string | null;
  /** Null when Messenger is not configured, or when it was not Meta who signed. */
  readDeletion(signedRequest: unknown): DeletionRequest | null;
  /** @returns the code of the request. */
  deletePerson(request: DeletionRequest): Promise<string>;
}

/** A signed request is a few hundred bytes. */
const MAX_CALLBACK_BYTES = 16 * 1024;

const CODE = /^[A-Z0-9]{4,32}$/;

/** `/privacy`, `/data-deletion/:code`, and Meta's data-deletion callback (platform dossier "Messenger" §6.1). */
export function privacyRouter(deps: PrivacyRouterDeps): Router {
  const router = Router();
  router.get('/privacy', (_request, response) => {
    response.type('html').send(privacyPage(deps.keeping));
  });
  router.get('/data-deletion/:code', async (request, response) => {
    const code = request.params.code.toUpperCase();
    const erasure = CODE.test(code) ? await deps.stores.erasures.get(code) : null;
    response.set('cache-control', 'no-store').status(erasure ? 200 : 404);
    response.type('html').send(deletionPage(code.slice(0, 32), erasure?.value ?? null, deps.timeZone));
  });
  router.post(
    '/webhooks/messenger/data-deletion',
    express.urlencoded({ extended: false, limit: MAX_CALLBACK_BYTES }),
    async (request, response) => {
      const wanted = deps.readDeletion((request.body as { signed_request?: unknown })?.signed_request);
      if (!wanted) {
        response.status(401).json({ error: 'signed_request is missing or not signed by this app' });
        return;
      }
      const code = await deps.deletePerson(wanted);
      const base = deps.publicUrl ?? `${request.protocol}://${request.get('host')}`;
      response.json({ url: `${base.replace(/\/$/, '')}/data-deletion/${code}`, confirmation_code: code });
    },
  );
  return router;
}
