import { beforeAll, describe, expect, it } from 'vitest';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { SCOPES } from '../../src/domain/scopes.ts';
import { API_ERRORS } from '../../src/web/api/api-errors.ts';
import { API_ROUTES } from '../../src/web/api/routes/index.ts';
import { startSharedApp } from '../support/app.ts';
import { onEachPair } from '../support/engine-pair.ts';
import { suiteEnd } from '../support/suite-end.ts';

type App = Awaited<ReturnType<typeof startSharedApp>>;

await onEachPair(() => {
  const end = suiteEnd();
  let app: App;

  beforeAll(async () => {
    app = await startSharedApp(end);
  });

  async function token(
    app: App,
    scopes: readonly string[] = SCOPES,
    unitId: string | null = null,
  ): Promise<string> {
    const config = loadConfig(app.env);
    const result = await runCommandWhereDataIs(config, 'token-create', {
      name: 'test',
      scopes: [...scopes],
      unitId,
    });
    return result.secret;
  }

  async function get(app: App, path: string, secret?: string, method = 'get') {
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: secret ? { authorization: `Bearer ${secret}` } : {},
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const SAMPLE: Record<string, string> = { id: 'TTT-999', code: 'BC-9999', period: '2026-Q4' };
  const QUERY: Record<string, string> = { '/ledger': '?period=2026-Q4', '/indicators': '?period=2026-Q4' };
  const concrete = (path: string) =>
    path.replace(/:(\w+)/g, (_, name: string) => SAMPLE[name] ?? 'none') + (QUERY[path] ?? '');

  describe('every route of the API', () => {
    it('that has a scope refuses nobody-in-particular, unknown tokens and tokens without the scope', async () => {
      for (const route of API_ROUTES.filter(({ scope }) => scope !== null)) {
        const path = concrete(route.path);
        const others = await token(
          app,
          SCOPES.filter((scope) => scope !== route.scope),
        );
        expect([path, (await get(app, path, undefined, route.method)).body]).toMatchObject([
          path,
          { error: { code: 'token-missing' } },
        ]);
        expect((await get(app, path, 'loa_unknown', route.method)).body).toMatchObject({
          error: { code: 'token-unknown' },
        });
        expect((await get(app, path, others, route.method)).body).toMatchObject({
          error: { code: 'scope-missing' },
        });
      }
    });

    it('answers a good token with something that fits its schema, or with not-found', async () => {
      const secret = await token(app);
      for (const route of API_ROUTES.filter(({ write, file }) => !write && !file)) {
        const { status, body } = await get(app, concrete(route.path), secret);
        if (status === 404) expect(body).toMatchObject({ error: { code: expect.any(String) } });
        else expect(route.response.safeParse(body).success, route.path).toBe(true);
      }
    });

    it('stands in the OpenAPI document with its parameters and its scope', async () => {
      const { body } = await get(app, '/openapi.json');
      const paths = body.paths as Record<string, Record<string, { 'x-scope'?: string }>>;
      for (const route of API_ROUTES) {
        const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
        expect(paths[path]?.[route.method]?.['x-scope'] ?? null).toBe(route.scope);
      }
    });
  });

  describe('lists', () => {
    it('go on where the cursor says until every row was seen once', async () => {
      const secret = await token(app);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await get(
          app,
          `/units?level=commune&limit=20${cursor && `&cursor=${cursor}`}`,
          secret,
        );
        seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
        cursor = body.cursor as string | null;
      }
      // 24 communes of today and the 62 that they were made from.
      expect([seen.length, new Set(seen).size]).toEqual([86, 86]);
    });

    it('refuse a cursor of another query', async () => {
      const secret = await token(app);
      const { body } = await get(app, '/units?level=commune&limit=1', secret);
      const other = await get(app, `/units?level=province&cursor=${body.cursor}`, secret);
      expect([other.status, other.body]).toMatchObject([400, { error: { code: 'cursor-invalid' } }]);
    });
  });

  describe('bad input', () => {
    it.each([
      '/ledger?period=0000-Q1',
      '/ledger?from=0001-01-01&to=9999-12-31',
      '/sessions?to=9999-12-31',
      '/quarters/9999-12',
      '/exports/plan.csv?from=2026-01-01&to=9999-12-31',
    ])('names a year that nobody means, as in %s, before anything is counted', async (path) => {
      const { status, body } = await get(app, path, await token(app));
      expect([status, body]).toMatchObject([400, { error: { code: 'input-invalid' } }]);
    });

    it('names the fields at fault, in Vietnamese and in English', async () => {
      const { status, body } = await get(app, '/sessions?from=gestern&limit=0', await token(app));
      expect(status).toBe(400);
      const error = body.error as {
        message: { vi: string; en: string };
        fields: { field: string; message: object }[];
      };
      expect(error.message).toEqual({
        vi: API_ERRORS['input-invalid'].vi,
        en: API_ERRORS['input-invalid'].en,
      });
      expect(error.fields.map(({ field }) => field).sort()).toEqual(['from', 'limit']);
      expect(error.fields[0]?.message).toEqual({
        vi: 'Ghi theo dạng: 2026-11-23.',
        en: 'Write it like this: 2026-11-23.',
      });
    });

    it('takes no filter that there is not, since the answer would hold everything', async () => {
      const { status, body } = await get(app, '/sessions?form=2026-10-01', await token(app));
      expect([status, body]).toMatchObject([
        400,
        { error: { code: 'input-invalid', fields: [{ message: { en: 'There is no field form.' } }] } },
      ]);
    });
  });

  describe('a token for one commune', () => {
    it('sees nothing of the others', async () => {
      const secret = await token(app, SCOPES, 'u-22795');
      expect((await get(app, '/teams?communeId=u-22900', secret)).status).toBe(404);
      expect((await get(app, '/conversations', secret)).status).toBe(403);
      expect((await get(app, '/teams', secret)).body).toMatchObject({ items: [] });
    });
  });

  describe('the door for commands', () => {
    it('opens for nobody who lacks the secret key of the data directory', async () => {
      const response = await fetch(`${app.url}/internal/commands/demo-remove`, {
        method: 'POST',
        body: '{}',
        headers: { 'x-loa-signature': `${Date.now()}.${'0'.repeat(64)}` },
      });
      expect(response.status).toBe(401);
    });
  });
});
