import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandWhereDataIs } from '../../src/app/run-command.ts';
import { type RunningApp, startApp } from '../../src/app/start.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { Day, Second } from '../../src/lib/duration.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { CheckLine } from '../../src/services/doctor/check.ts';
import type { FakeGraph } from '../../src/simulator/fakes/graph/fake-graph.ts';
import type { FakeZalo } from '../../src/simulator/fakes/zalo/fake-zalo.ts';
import { CHANNEL_ENV } from '../support/app.ts';
import { onEachPair, settingsOf } from '../support/engine-pair.ts';
import { fakeGraph, fakeZalo } from '../support/fake-platforms.ts';
import { PATIENT } from '../support/patience.ts';
import { programEntry } from '../support/program-entry.ts';
import { suiteEnd } from '../support/suite-end.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Whole processes on a machine that does other things. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = programEntry(ROOT, 'cli/main');

await onEachPair(() => {
  const end = suiteEnd();
  let zalo: FakeZalo;
  let graph: FakeGraph;
  let app: RunningApp;
  let env: Record<string, string>;

  beforeAll(async () => {
    const shared = { clock: systemClock(), ids: randomIds() };
    zalo = fakeZalo();
    graph = fakeGraph();
    const [zaloUrl, graphUrl] = await Promise.all([zalo.listen(), graph.listen()]);
    env = {
      ...CHANNEL_ENV,
      ...(await settingsOf(tempDir(end))),
      PORT: '0',
      SIMULATOR: 'off',
      PUBLIC_URL: 'https://thon.example',
      ZALO_API_URL: zaloUrl,
      ZALO_OAUTH_URL: zaloUrl,
      ZALO_BUSINESS_URL: zaloUrl,
      GRAPH_API_URL: graphUrl,
    };
    app = await startApp(loadConfig(env), { ...shared, logger: silentLogger() });
  });

  afterAll(async () => {
    await app.stop();
    await Promise.all([zalo.close(), graph.close()]);
  });

  /** The command line in a process of its own. */
  function loa(...args: string[]): Promise<{ code: number; out: string }> {
    const { PATH = '', HOME = '' } = process.env;
    const options = { cwd: ROOT, env: { PATH, HOME, ...env } };
    const command = [...PROGRAM, ...args];
    return new Promise((resolve) => {
      execFile(process.execPath, command, options, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
      );
    });
  }

  async function examined(): Promise<Record<string, CheckLine>> {
    const { lines } = await runCommandWhereDataIs(loadConfig(env), 'doctor', {});
    return Object.fromEntries(lines.map((line) => [line.name, line]));
  }

  describe('loa doctor beside the running server', () => {
    it('finds tokens, database, journal, queue, disk and public address in order', async () => {
      // The first look of the server has asked for the subscription.
      await vi.waitFor(() => expect(graph.settings.subscribedFields).not.toEqual([]), PATIENT);
      const found = await examined();
      for (const name of [
        'settings',
        'public address',
        'zalo token',
        'messenger token',
        'messenger webhook',
        'clock',
        'disk',
        'database',
        'journal',
        'queue',
        'inbox',
        'outbox',
      ]) {
        expect([name, found[name]?.state, found[name]?.detail]).toEqual([name, 'ok', expect.any(String)]);
      }
      expect(found['zalo token']?.detail).toContain('OA mẫu');
      expect(found.teams).toMatchObject({ state: 'warn', todo: expect.stringContaining('loa team import') });
      expect(found['zalo delivery']).toMatchObject({ state: 'warn', detail: 'no webhook has ever come' });
    });

    it('says of each token what is wrong with it and what to do', async () => {
      const facts = graph.settings.tokenFacts;
      const inDays = (days: number) => Math.floor((systemClock().systemNow() + days * Day.ms) / Second.ms);
      graph.settings.tokenFacts = { ...facts, data_access_expires_at: inDays(5) };
      expect((await examined())['messenger token']).toMatchObject({
        state: 'warn',
        detail: 'ends in 4 days',
      });
      graph.settings.tokenFacts = { ...facts, scopes: ['pages_messaging'] };
      expect((await examined())['messenger token']).toMatchObject({
        state: 'fail',
        detail: 'lacks pages_manage_metadata',
      });
      graph.settings.tokenFacts = facts;
      graph.settings.handleSubscription('POST', 'messages');
      expect((await examined())['messenger webhook']).toMatchObject({
        state: 'fail',
        detail: expect.stringContaining('messaging_postbacks'),
      });
    });
  });

  describe('a grant that is gone', () => {
    it('is found by loa doctor with exit code 1, and granted anew with loa zalo login', async () => {
      zalo.tokens.revoke();
      const sick = await loa('doctor');
      expect(sick.code).toBe(1);
      expect(sick.out).toMatch(/^fail {2}zalo token/m);
      expect(sick.out).toContain('loa zalo login');
      for (const secret of [env.ZALO_APP_SECRET, env.MESSENGER_PAGE_TOKEN, env.MESSENGER_APP_SECRET])
        expect(sick.out).not.toContain(secret);

      const login = await loa('zalo', 'login');
      const address = new URL(/https?:\S+\/v4\/oa\/permission\S+/.exec(login.out)?.[0] ?? '');
      expect(address.origin).toBe(zalo.url);
      const { app_id, redirect_uri, state = '' } = Object.fromEntries(address.searchParams);
      expect(app_id).toBe(env.ZALO_APP_ID);
      expect(redirect_uri).toBe('https://thon.example/zalo/oauth/callback');

      const back = async (query: Record<string, string>) => {
        const answer = await fetch(`${app.url}/zalo/oauth/callback?${new URLSearchParams(query)}`);
        return { status: answer.status, text: await answer.text() };
      };
      const oa_id = CHANNEL_ENV.ZALO_OA_ID;
      const code = zalo.tokens.issueCode();
      expect(await back({ code, oa_id, state: `${state.slice(0, -1)}_` })).toMatchObject({ status: 400 });
      expect(await back({ code, oa_id })).toMatchObject({ status: 400 });
      expect((await back({ state, oa_id })).text).toContain('không gửi mã');
      expect((await back({ code, state, oa_id: '1' })).text).toContain('OA khác');
      expect((await back({ code: 'made-up', state, oa_id })).text).toContain('đã dùng rồi');
      const issued = zalo.tokens.issued;
      expect(await back({ code, state, oa_id })).toMatchObject({
        status: 200,
        text: expect.stringContaining('Xong'),
      });
      expect(zalo.tokens.issued).toBe(issued + 1);
      expect((await back({ code, state, oa_id })).text).toContain('đã dùng rồi');
      expect((await examined())['zalo token']).toMatchObject({ state: 'ok' });
    });
  });

  describe('loa outbox', () => {
    it('lists what waits, says whether accounts may send, and refuses to release what is no broadcast', async () => {
      const config = loadConfig(env);
      expect(await runCommandWhereDataIs(config, 'outbox-list', { state: 'unknown' })).toMatchObject({
        rows: [],
      });
      expect(await runCommandWhereDataIs(config, 'outbox-release', { id: 'nothing' })).toEqual({
        released: false,
        found: null,
      });
      const refused = await loa('outbox', 'list', '--state', 'lost');
      expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('There is no state “lost”') });
      const { open } = await runCommandWhereDataIs(config, 'outbox-lanes', {});
      expect(Object.keys(open)).toEqual(['safety', 'reply', 'broadcast']);
    });
  });
});
