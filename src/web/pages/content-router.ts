import { resolve } from 'node:path';
import { Router } from 'express';
import { type ContentItem, isValidOn } from '../../content/items/content-item.ts';
import { type ContentPageDeps, itemPage, listPage } from './content-pages.tsx';

export interface ContentRouterDeps extends ContentPageDeps {
  items: readonly ContentItem[];
  /** Today in the display time zone, `YYYY-MM-DD`. */
  today(): string;
}

/** Pages change with a new version only, files never under the same text. */
const PAGE_SECONDS = 300;
const FILE_MS = 86_400_000;

/** `/c`, `/c/:slug` and the files of an item: for everybody, without cookies. */
export function contentRouter(deps: ContentRouterDeps): Router {
  const bySlug = new Map(deps.items.map((item) => [item.slug, item]));
  const router = Router();
  router.get('/c', (_request, response) => {
    response.set('cache-control', `public, max-age=${PAGE_SECONDS}`);
    response.type('html').send(listPage(deps.items, deps.today()));
  });
  router.get('/c/:slug', (request, response, next) => {
    const item = bySlug.get(request.params.slug);
    if (!item || !isValidOn(item, deps.today())) return next();
    response.set('cache-control', `public, max-age=${PAGE_SECONDS}`);
    response.type('html').send(itemPage(item, deps));
  });
  router.get('/c/:slug/:file', (request, response, next) => {
    const item = bySlug.get(request.params.slug);
    const assets = item ? [item.vi, ...item.others.values()].flatMap((variant) => variant.assets) : [];
    const asset = assets.find(({ name }) => name === request.params.file);
    if (!item || !asset || !isValidOn(item, deps.today())) return next();
    response.type(asset.contentType).sendFile(resolve(asset.path), { maxAge: FILE_MS });
  });
  return router;
}
