import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { secretValues } from '../../src/config/secret-values.ts';

const SECRETS = {
  LOA_SECRET_KEY: 'k'.repeat(32),
  ALERT_WEBHOOK_URL: 'https://hooks.example.org/T0KEN',
  ZALO_APP_SECRET: 'zalo-app-secret',
  ZALO_OA_SECRET_KEY: 'zalo-oa-secret-key',
  ZALO_REFRESH_TOKEN: 'zalo-refresh-token',
  ZALO_OA_CODE_VERIFIER: 'zalo-code-verifier',
  MESSENGER_APP_SECRET: 'messenger-app-secret',
  MESSENGER_PAGE_TOKEN: 'messenger-page-token',
  MESSENGER_VERIFY_TOKEN: 'messenger-verify-token',
};
const REST = {
  MONGODB_URI: 'mongodb://loa:mongo%2Fpass@db/loa',
  REDIS_URL: 'rediss://:redis-pass@cache:6379',
  ZALO_APP_ID: '1',
  ZALO_OA_ID: '2',
  MESSENGER_PAGE_ID: '3',
  MESSENGER_APP_ID: '4',
};

it('are all found', () => {
  const found = secretValues(loadConfig({ ...SECRETS, ...REST }));
  expect(found.sort()).toEqual([...Object.values(SECRETS), 'mongo/pass', 'redis-pass'].sort());
});

it('are none where nothing is set', () => {
  expect(secretValues(loadConfig({}))).toEqual([]);
});
