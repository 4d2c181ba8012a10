import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RunningApp, startApp } from '../../src/app/start.ts';
import { loadConfig, type RawEnvironment } from '../../src/config/load-config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { randomIds } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { settingsOf } from './engine-pair.ts';
import { removeFolder } from './remove-folder.ts';
import type { SuiteEnd } from './suite-end.ts';
import { tempDir } from './temp-dir.ts';

/** Settings of both channels, plainly invented. Nothing listens at their addresses unless a test puts it there. */
export const CHANNEL_ENV = {
  ZALO_APP_ID: '3600000000000000001',
  ZALO_APP_SECRET: 'invented-zalo-app-secret',
  ZALO_OA_ID: '2000000000000000001',
  ZALO_OA_SECRET_KEY: 'invented-zalo-oa-secret-key',
  ZALO_REFRESH_TOKEN: 'invented-zalo-refresh-token',
  ZALO_API_URL: 'http://127.0.0.1:9',
  ZALO_OAUTH_URL: 'http://127.0.0.1:9',
  ZALO_BUSINESS_URL: 'http://127.0.0.1:9',
  MESSENGER_PAGE_ID: '100000000000001',
  MESSENGER_APP_ID: '700000000000001',
  MESSENGER_APP_SECRET: 'invented-messenger-app-secret',
  MESSENGER_PAGE_TOKEN: 'invented-messenger-page-token',
  MESSENGER_VERIFY_TOKEN: 'invented-messenger-verify-token',
  GRAPH_API_URL: 'http://127.0.0.1:9',
} as const;

export interface TestApp extends RunningApp {
  dataDir: string;
  /** Settings of whatever else works on its data. */
  env: RawEnvironment;
}

/** Starts the real server on a free port with a fresh data directory; it stops with the test. */
export async function startTestApp(env: RawEnvironment = {}): Promise<TestApp> {
  return start(env, env.DATA_DIR ?? tempDir(), onTestFinished);
}

/** One real server for all tests of a suite. */
export async function startSharedApp(
  end: SuiteEnd,
  env: RawEnvironment = {},
  prepareStore?: (dataDir: string) => Promise<void>,
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loa-shared-'));
  end.add(() => removeFolder(dataDir));
  await prepareStore?.(dataDir);
  return start(env, dataDir, end.add);
}

async function start(
  more: RawEnvironment,
  dataDir: string,
  atEnd: (work: () => Promise<void>) => void,
): Promise<TestApp> {
  const own = { PORT: '0', SIMULATOR: 'off', ...CHANNEL_ENV };
  const env = { ...own, ...(await settingsOf(dataDir)), ...more, DATA_DIR: dataDir };
  const deps = { clock: systemClock(), ids: randomIds(), logger: silentLogger() };
  const app = await startApp(loadConfig(env), deps);
  atEnd(() => app.stop());
  return { ...app, dataDir, env };
}

export interface Webhook {
  path: string;
  body: string;
  headers: Record<string, string>;
}

/** A body with Zalo's signature over it, as it is. */
export function zaloWebhook(body: string, timestamp = ''): Webhook {
  const { ZALO_APP_ID, ZALO_OA_SECRET_KEY } = CHANNEL_ENV;
  const mac = createHash('sha256')
    .update(`${ZALO_APP_ID}${body}${timestamp}${ZALO_OA_SECRET_KEY}`)
    .digest('hex');
  return { path: '/webhooks/zalo', body, headers: { 'x-zevent-signature': `mac=${mac}` } };
}

export function messengerWebhook(body: string): Webhook {
  const mac = createHmac('sha256', CHANNEL_ENV.MESSENGER_APP_SECRET).update(body).digest('hex');
  return { path: '/webhooks/messenger', body, headers: { 'x-hub-signature-256': `sha256=${mac}` } };
}

export async function post(app: { url: string }, { path, body, headers }: Webhook): Promise<number> {
  const response = await fetch(app.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  await response.text();
  return response.status;
}
