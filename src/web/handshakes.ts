import { Router } from 'express';
import { answerHandshake } from '../channels/messenger/handshake.ts';

export interface HandshakeSettings {
  /** Null when Messenger is off: then every handshake is refused. */
  messengerVerifyToken: string | null;
  /** Served as Zalo's proof that the domain is ours; null when there is none to serve. */
  zaloVerifierCode: string | null;
}

/** What platforms ask before they deliver: Messenger's challenge, Zalo's domain file, and a 200 to any look from Zalo. */
export function handshakes({ messengerVerifyToken, zaloVerifierCode }: HandshakeSettings): Router {
  const router = Router();
  router.get('/webhooks/messenger', (request, response) => {
    const challenge =
      messengerVerifyToken === null ? null : answerHandshake(request.query, messengerVerifyToken);
    // As plain text: a challenge is somebody else's text and must never be read as a page.
    response
      .status(challenge === null ? 403 : 200)
      .type('text/plain')
      .send(challenge ?? 'FORBIDDEN');
  });
  router.get('/webhooks/zalo', (_request, response) => {
    response.type('text/plain').send('OK');
  });
  router.get(/^\/zalo_verifier([A-Za-z0-9_-]+)\.html$/, (request, response, next) => {
    if (zaloVerifierCode === null || request.params[0] !== zaloVerifierCode) return next();
    response.type('html').send(verifierPage(zaloVerifierCode));
  });
  return router;
}

/** Zalo looks for this tag (platform dossier "Zalo" §1.1). The code was checked to be plain letters and digits. */
function verifierPage(code: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta property="zalo-platform-site-verification" content="${code}"></head><body>${code}</body></html>`;
}
