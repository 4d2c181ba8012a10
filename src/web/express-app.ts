import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import { apiRouter } from './api/mount.ts';
import type { ApiDeps } from './api/route.ts';
import { type HandshakeSettings, handshakes } from './handshakes.ts';
import type { MetricsDeps } from './metrics-page.ts';
import { addOperations } from './operations.ts';
import { noSuchPage, troublePage } from './pages/fault-pages.tsx';

export interface ExpressAppDeps {
  handshakes: HandshakeSettings;
  api: ApiDeps;
  metrics: MetricsDeps;
  /** Routers of other rooms: commands, simulator. */
  routers: readonly Router[];
  /** Where the bare address leads. */
  home: string;
  /** An error nobody expected; never with a body or a header. */
  failed(error: unknown, path: string): void;
}

/** The usual, without the demand for https: in an office network pages and pictures are opened by address, over http. */
const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } };

/** Everything but the webhooks: handshakes, health, metrics, API and pages. */
export function createExpressApp(deps: ExpressAppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet({ strictTransportSecurity: false, contentSecurityPolicy }));
  app.use(handshakes(deps.handshakes));
  addOperations(app, { health: deps.api.health, metrics: deps.metrics });
  app.use('/api/v1', apiRouter(deps.api));
  for (const router of deps.routers) app.use(router);
  app.get('/', (_request: Request, response: Response) => response.redirect(deps.home));
  app.use((request: Request, response: Response) => {
    answer(request, response.status(404), NO_SUCH_PAGE, noSuchPage);
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const fault = callersFault(error);
    if (fault === null) deps.failed(error, request.path);
    if (response.headersSent) return void response.destroy();
    // What was said of a file that is not sent does not hold for the answer.
    for (const name of ['etag', 'last-modified']) response.removeHeader(name);
    response.set('cache-control', 'no-store');
    if (fault === 404) answer(request, response.status(fault), NO_SUCH_PAGE, noSuchPage);
    else if (fault !== null) response.status(fault).type('text/plain; charset=utf-8').send(UNREADABLE);
    else answer(request, response.status(500), 'Hệ thống gặp trục trặc. Vui lòng thử lại.', troublePage);
  });
  return app;
}

const NO_SUCH_PAGE = 'Không có trang này.';
const UNREADABLE = 'Yêu cầu này không đọc được.';

/** The status for what the caller asked wrongly, such as an address cut in the middle of a letter; null when we are at fault. */
function callersFault(error: unknown): number | null {
  if (error instanceof URIError) return 404;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : null;
}

/** A page for browsers, one line for everything else. */
function answer(request: Request, response: Response, text: string, page: () => string): void {
  response.vary('accept');
  const isForBrowser = request.accepts(['text/plain', 'html']) === 'html';
  if (isForBrowser) response.type('html').send(page());
  else response.type('text/plain; charset=utf-8').send(text);
}
