import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Health } from './health.ts';
import { type MetricsDeps, renderMetrics } from './metrics-page.ts';

export interface OperationsDeps {
  health: Health;
  metrics: MetricsDeps;
}

/** Adds what machines ask for: alive, able to work, figures. */
export function addOperations(app: Express, { health, metrics }: OperationsDeps): void {
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const report = await health();
    response.status(report.ok ? 200 : 503).json(report);
  });
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await renderMetrics(metrics));
  });
}

/** All that a process without pages and webhooks has to say. */
export function createOperationsApp(deps: OperationsDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet({ strictTransportSecurity: false }));
  addOperations(app, deps);
  return app;
}
