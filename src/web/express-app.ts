import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import { apiRouter } from './api/mount.ts';
import type { ApiDeps } from './api/route.ts';
import { type HandshakeSettings, handshakes } from './handshakes.ts';
import type { MetricsDeps } from './metrics-page.ts';
import { addOperations } from './operations.ts';

export interface ExpressAppDeps {
  handshakes: HandshakeSettings;
  api: ApiDeps;
  metrics: MetricsDeps;
  /** Routers of other rooms: commands, simulator. */
  routers: readonly Router[];
  /** An error nobody expected; never with a body or a header. */
  failed(error: unknown, path: string): void;
}

/** Everything but the webhooks: handshakes, health, metrics, API and pages. */
export function createExpressApp(deps: ExpressAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet({ strictTransportSecurity: false }));
  app.use(handshakes(deps.handshakes));
  addOperations(app, { health: deps.api.health, metrics: deps.metrics });
  app.use('/api/v1', apiRouter(deps.api));
  for (const router of deps.routers) app.use(router);
  app.use((_request: Request, response: Response) => {
    response.status(404).type('text/plain; charset=utf-8').send('Không có trang này.');
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    deps.failed(error, request.path);
    if (response.headersSent) return void response.destroy();
    response.status(500).type('text/plain; charset=utf-8').send('Hệ thống gặp trục trặc. Vui lòng thử lại.');
  });
  return app;
}
