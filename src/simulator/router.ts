import express, { Router } from 'express';
import helmet from 'helmet';
import type { ChannelId } from '../domain/ids.ts';
import { demoTeams } from '../services/roster/demo-codes.ts';
import type { Stores } from '../services/stores.ts';
import { createLiveStreams } from './api/live.ts';
import { answerError, simulatorApi } from './api/routes.ts';
import { sameOrigin } from './api/same-origin.ts';
import { stateOf } from './api/state.ts';
import { renderPage } from './page/render.tsx';
import type { Simulator } from './simulator.ts';

export interface SimulatorRouterDeps {
  simulator: Simulator;
  stores: Pick<Stores, 'teams' | 'units' | 'joinCodes'>;
  /** Where the page's scripts, styles and drawings lie. */
  assetsDir: string;
  timeZone: string;
  publicUrl: string | null;
  release(channel: ChannelId, accountId: string): Promise<void>;
}

/** Strict, and without the demand for https: the simulator is opened on this machine. */
const contentSecurityPolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    mediaSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** `/simulator`: the page, its files and its JSON addresses. */
export function simulatorRouter(deps: SimulatorRouterDeps): { router: Router; close(): void } {
  const { simulator, stores, timeZone } = deps;
  const state = () => stateOf(simulator, timeZone);
  const live = createLiveStreams(simulator, state);
  const pages = Router();
  pages.use(sameOrigin(deps.publicUrl), contentSecurityPolicy);
  pages.get('/', async (_request, response) => {
    const page = renderPage({ state: state(), teams: await demoTeams(stores) });
    response.set('cache-control', 'no-store').type('html').send(page);
  });
  pages.use('/assets', express.static(deps.assetsDir, { fallthrough: false, cacheControl: false }));
  pages.use('/api', simulatorApi({ ...deps, live, state }));
  pages.use(answerError);
  const router = Router();
  router.use('/simulator', pages);
  return { router, close: () => live.close() };
}
