import type { Graph } from './graph.ts';
import { idsForPagesSchema } from './schema.ts';

/**
 * The id that a person has on our Page, by the one that they have in our app: Meta's data-deletion callback knows only the
 * latter (`GET /{app-scoped id}/ids_for_pages`, platform dossier "Messenger" §6.1).
 *
 * @returns null when Meta does not tell, for whatever reason: who only wrote to the Page often has none in the app.
 */
export async function pageScopedId(
  graph: Graph,
  pageId: string,
  appScopedId: string,
  signal: AbortSignal,
): Promise<string | null> {
  const path = `/${encodeURIComponent(appScopedId)}/ids_for_pages`;
  const response = await graph
    .call(path, { method: 'GET', query: { page: pageId }, signal })
    .catch(() => null);
  const found = idsForPagesSchema.safeParse(response?.body);
  return found.data?.data.find(({ page }) => page.id === pageId)?.id ?? null;
}
