import { beforeAll, describe, expect, it } from 'vitest';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { changeRecord } from '../../src/services/change-record.ts';
import type { Stores } from '../../src/services/stores.ts';
import { API_ROUTES } from '../../src/web/api/routes/index.ts';
import { type ApiClient, apiClient } from '../support/api.ts';
import { startSharedApp } from '../support/app.ts';
import { onEachPair } from '../support/engine-pair.ts';
import { prepare, sampleSeatRequest, sampleSession } from '../support/prepared.ts';
import { suiteEnd } from '../support/suite-end.ts';
import {
  FOREIGN_COMMUNE,
  FOREIGN_REPORTS,
  FOREIGN_TEAM,
  OWN_COMMUNE,
  OWN_TEAM,
  WRITE_SAMPLES,
} from './write-samples.ts';

const WRITES = API_ROUTES.filter(({ write }) => write !== null).map(
  (route) => `${route.method} ${route.path}`,
);

await onEachPair(() => {
  const end = suiteEnd();
  let app: Awaited<ReturnType<typeof startSharedApp>>;
  let all: ApiClient;
  let own: ApiClient;

  const villages = ['Thôn Mẫu 01'];
  const newest = async () => {
    const { body } = await all.get('/audit?limit=1');
    return (body.items as { seq: number; action: string; target: string; actor: string }[])[0];
  };

  async function writeReports(stores: Stores): Promise<void> {
    for (const code of Object.values(FOREIGN_REPORTS)) {
      const session = sampleSession(code, FOREIGN_TEAM, FOREIGN_COMMUNE);
      await stores.sessions.insertIfAbsent(session.id, session);
    }
    const withdrawn = sampleSession(FOREIGN_REPORTS.reopen, FOREIGN_TEAM, FOREIGN_COMMUNE);
    await changeRecord(stores.sessions, withdrawn.id, (old) => ({ ...old, status: 'withdrawn' as const }));
    for (const name of ['Người Mẫu Năm', 'Người Mẫu Sáu'])
      await stores.seatRequests.insertIfAbsent(name, sampleSeatRequest(FOREIGN_TEAM, name));
  }

  beforeAll(async () => {
    app = await startSharedApp(end, {}, (dataDir) => prepare(dataDir, writeReports));
    all = await apiClient(app);
    own = await apiClient(app, { unitId: OWN_COMMUNE });
    await all.call('post', '/teams', { id: OWN_TEAM, commune: OWN_COMMUNE, villages });
    await all.call('post', '/teams', { id: FOREIGN_TEAM, commune: FOREIGN_COMMUNE, villages });
  });

  describe('every route that writes', () => {
    it.each(WRITES)(
      '%s refuses what lies outside the token’s units, and does it for who may',
      async (route) => {
        const make = WRITE_SAMPLES[route];
        expect(make, `a sample for ${route} in write-samples.ts`).toBeDefined();
        const { path, body } = await (make as NonNullable<typeof make>)(all);
        const [method = ''] = route.split(' ');
        const before = await newest();

        const refused = await own.call(method, path, body);
        expect([refused.status, refused.body]).toMatchObject([403, { error: { code: 'outside-units' } }]);
        expect(await newest()).toEqual(before);

        const taken = await all.call(method, path, body);
        expect([taken.status, taken.body]).toEqual([200, expect.anything()]);
        expect((await newest())?.seq).toBeGreaterThan(before?.seq ?? 0);
      },
    );

    it('needs a scope of its own, which a viewer lacks', () => {
      for (const route of API_ROUTES) {
        expect(route.scope?.startsWith('write:') ?? false).toBe(route.write !== null);
      }
    });

    it('refuses fields that it does not know, broken JSON and bodies that are too large', async () => {
      const typo = await all.call('patch', `/teams/${OWN_TEAM}`, { nmae: 'Tổ Mẫu' });
      expect(typo.body).toMatchObject({ error: { code: 'input-invalid' } });
      const broken = await all.call('patch', `/teams/${OWN_TEAM}`, '{"name":');
      expect([broken.status, broken.body]).toMatchObject([400, { error: { code: 'body-malformed' } }]);
      const large = await all.call('patch', `/teams/${OWN_TEAM}`, { name: 'a'.repeat(1_100_000) });
      expect([large.status, large.body]).toMatchObject([413, { error: { code: 'body-too-large' } }]);
    });
  });

  describe('an Idempotency-Key', () => {
    const key = { 'idempotency-key': 'new-code-1' };

    it('gives the first answer again, without doing it again', async () => {
      const first = await all.call('post', `/teams/${OWN_TEAM}/codes`, { kind: 'reporter' }, key);
      const audited = await newest();
      const second = await all.call('post', `/teams/${OWN_TEAM}/codes`, { kind: 'reporter' }, key);
      expect(second.body).toEqual(first.body);
      expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([
        null,
        'true',
      ]);
      expect(await newest()).toEqual(audited);
    });

    it('is refused for another request, and for another caller it is another key', async () => {
      const other = await all.call('post', `/teams/${OWN_TEAM}/codes`, { kind: 'member' }, key);
      expect([other.status, other.body]).toMatchObject([422, { error: { code: 'idempotency-key-reused' } }]);
      const others = await own.call('post', `/teams/${OWN_TEAM}/codes`, { kind: 'member' }, key);
      expect(others.status).toBe(200);
    });

    it('does a storm of the same request once', async () => {
      const storm = await Promise.all(
        Array.from({ length: 10 }, () =>
          all.call(
            'post',
            `/teams/${OWN_TEAM}/codes`,
            { kind: 'member' },
            { 'idempotency-key': 'storm-0001' },
          ),
        ),
      );
      const codes = new Set(storm.filter(({ status }) => status === 200).map(({ body }) => body.code));
      expect(codes.size).toBe(1);
      for (const { status, body } of storm.filter((one) => one.status !== 200)) {
        expect([status, body]).toMatchObject([409, { error: { code: 'request-running' } }]);
      }
    });

    it('may be used again after a refusal, once its cause is mended', async () => {
      const asked = { 'idempotency-key': 'after-refusal' };
      const body = { name: 'Người Mẫu Bốn', role: 'member' };
      expect((await all.call('post', '/teams/TTT-999/members', body, asked)).status).toBe(404);
      await all.call('post', '/teams', { id: 'TTT-999', commune: OWN_COMMUNE, villages });
      expect((await all.call('post', '/teams/TTT-999/members', body, asked)).status).toBe(200);
    });
  });

  describe('a number for a row of the plan', () => {
    const share = {
      indicator: 'D8-2.1.2',
      unit: OWN_COMMUNE,
      period: '2026',
      numerator: 3,
      evidence: 'Danh sách tổ',
    };
    const code = async (body: object) => {
      const answer = await all.call('post', '/indicator-entries', body);
      return (answer.body.error as { code?: string } | undefined)?.code ?? answer.status;
    };

    it('is refused as a share without its second number, and for a row that the reports feed', async () => {
      expect(await code(share)).toBe('share-needs-both');
      expect(await code({ ...share, denominator: 2 })).toBe('share-needs-both');
      expect(await code({ ...share, indicator: 'D8-1.2.02a' })).toBe('indicator-fed');
      expect(await code({ ...share, indicator: 'D8-1.1.02' })).toBe('indicator-unknown');
    });

    it('is shown with both numbers; the newest stands, the older is history, one taken back counts nowhere', async () => {
      const row = async () => {
        const { body } = await all.get(`/indicators?from=2026-01-01&to=2026-12-31&unit=${OWN_COMMUNE}`);
        return (body.items as { code: string; entered: unknown }[]).find((one) => one.code === 'D8-2.1.2')
          ?.entered;
      };
      expect(await code({ ...share, denominator: 20 })).toBe(200);
      await all.call('post', '/indicator-entries', { ...share, numerator: 4, denominator: 20 });
      expect(await row()).toMatchObject({ numerator: 4, denominator: 20 });
      const { body } = await own.get('/indicator-entries?indicator=D8-2.1.2');
      const [older, newer] = body.items as { id: string; numerator: number; enteredBy: string }[];
      expect([older, newer]).toMatchObject([{ numerator: 3 }, { numerator: 4, enteredBy: 'token:test ' }]);
      await own.call('delete', `/indicator-entries/${newer?.id}`);
      expect(await row()).toMatchObject({ numerator: 3 });
    });

    it('of the whole province is entered with a token for the whole network only', async () => {
      const refused = await own.call('post', '/indicator-entries', {
        ...share,
        unit: 'u-56',
        denominator: 20,
      });
      expect(refused.body).toMatchObject({ error: { code: 'outside-units' } });
    });
  });

  describe('the audit record', () => {
    it('knows who did what, without a word about people, and a refused act is closed as refused', async () => {
      await own.call('post', `/teams/${OWN_TEAM}/members`, { name: 'Người Mẫu Kín', role: 'leader' });
      expect(await newest()).toMatchObject({ actor: `token:test ${OWN_COMMUNE}`, action: 'member.add' });
      await own.call('post', `/teams/${OWN_TEAM}/members`, { name: 'Người Mẫu Kín', role: 'member' });
      expect(await newest()).toMatchObject({ action: 'refused', change: { code: 'member-exists' } });
      const { body } = await all.get('/audit?limit=200');
      expect(JSON.stringify(body)).not.toContain('Người Mẫu');
    });

    it('holds what the command line does, and verifies', async () => {
      const config = loadConfig(app.env);
      await runCommandWhereDataIs(config, 'token-revoke', { name: 'nobody' });
      expect(await newest()).toMatchObject({ actor: 'command', action: 'token.revoke' });
      const report = await runCommandWhereDataIs(config, 'audit-verify', { noted: null });
      expect(report.findings).toEqual([]);
      expect(report.head?.seq).toBe((await newest())?.seq);
    });
  });
});
