import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from '../support/app.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';
import { suiteEnd } from '../support/suite-end.ts';

let app: SimulatedApp;

const end = suiteEnd();
beforeAll(async () => {
  app = await startSimulatedApp({ end });
});

const REAL_ZALO = {
  SIMULATOR: 'on',
  ZALO_APP_ID: '2000000000000000001',
  ZALO_APP_SECRET: 'not-a-secret-app',
  ZALO_OA_ID: '2000000000000000002',
  ZALO_OA_SECRET_KEY: 'not-a-secret-oa',
  ZALO_REFRESH_TOKEN: 'not-a-secret-token',
  ZALO_API_URL: 'http://127.0.0.1:9',
  ZALO_OAUTH_URL: 'http://127.0.0.1:9',
  ZALO_BUSINESS_URL: 'http://127.0.0.1:9',
};

describe('the page of the simulator', () => {
  it('lists the demo teams with codes that a newcomer can send', async () => {
    const { codes } = await app.command('team-codes', { teamId: 'TTT-912' });
    const page = await app.call('GET', '/simulator');
    expect(page.status).toBe(200);
    expect(page.body).toContain('Thôn Mẫu 12');
    expect(codes).toHaveLength(2);
    for (const { code } of codes) expect(page.body).toContain(`data-code="${code}"`);
  });

  it('carries no script and no style of its own, and its policy would forbid them', async () => {
    const { body, headers } = await app.call('GET', '/simulator');
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('serves everything that it refers to', async () => {
    const { body } = await app.call('GET', '/simulator');
    const references = [...String(body).matchAll(/(?:src|href)="(\/simulator\/assets\/[^"]+)"/g)].map(
      ([, to]) => to,
    );
    expect(references.length).toBeGreaterThan(4);
    for (const to of references) expect((await app.call('GET', to ?? '')).status, to).toBe(200);
  });

  it('is not there when the simulator is off', async () => {
    const off = await startTestApp({ SIMULATOR: 'off' });
    for (const path of ['/simulator', '/simulator/api/state']) {
      expect((await fetch(off.url + path)).status).toBe(404);
    }
  });

  it('leaves a channel with a real account alone', async () => {
    const half = await startSimulatedApp({ env: REAL_ZALO });
    const person = { channel: 'zalo', name: 'Người thử' };
    expect(await half.call('POST', '/simulator/api/people', person)).toMatchObject({
      status: 404,
      body: { error: { code: 'channel-real' } },
    });
    expect((await half.call('GET', '/simulator')).body).not.toContain('data-add="zalo"');
    const phone = await half.phone('messenger');
    await phone.says('xin chào');
    await phone.hears(/trợ lý tự động/);
  });
});
