import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { loadConfig, type RawEnvironment } from '../../src/config/load-config.ts';

const ZALO = {
  ZALO_APP_ID: '1234567890123456789',
  ZALO_APP_SECRET: 'app-secret-0001',
  ZALO_OA_ID: '9876543210987654321',
  ZALO_OA_SECRET_KEY: 'oa-secret-key-0001',
  ZALO_REFRESH_TOKEN: 'refresh-token-0001',
};
const MESSENGER = {
  MESSENGER_PAGE_ID: '111',
  MESSENGER_APP_ID: '222',
  MESSENGER_APP_SECRET: 'app-secret-0002',
  MESSENGER_PAGE_TOKEN: 'page-token-0001',
  MESSENGER_VERIFY_TOKEN: 'verify-token-0001',
};
const KEY = { LOA_SECRET_KEY: 'k'.repeat(32) };

function faultsOf(env: RawEnvironment): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('no fault was found');
}

const namesOf = (env: RawEnvironment) => faultsOf(env).faults.map((fault) => fault.variable);

describe('the defaults', () => {
  it('need nothing: embedded store, queue in memory, simulator on, no channel', () => {
    const config = loadConfig({});
    expect(config.http).toEqual({ host: '127.0.0.1', port: 3000, publicUrl: null });
    expect(config.storage).toEqual({ engine: 'sqlite' });
    expect(config.queue).toEqual({ engine: 'memory' });
    expect(config.dataDir).toBe(resolve('data'));
    expect([config.secretKey, config.zalo, config.messenger, config.simulator]).toEqual([
      null,
      null,
      null,
      true,
    ]);
    expect(config.timeZone).toBe('Asia/Ho_Chi_Minh');
  });

  it('carry the rules of the programme', () => {
    expect(loadConfig({}).rules).toEqual({
      period: 'quarter',
      confirmGraceDays: 10,
      dueFromDay: 15,
      quiet: { fromMinute: 20 * 60 + 30, toMinute: 7 * 60 },
    });
  });

  it('stand in for empty and blank values', () => {
    expect(loadConfig({ PORT: '', HOST: '  ', MONGODB_URI: '' })).toEqual(loadConfig({}));
  });
});

describe('the parsed values', () => {
  it('group the settings of a configured channel', () => {
    const { zalo, messenger } = loadConfig({ ...ZALO, ...MESSENGER, ZALO_APPSECRET_PROOF: '1' });
    expect(zalo).toEqual({
      appId: '1234567890123456789',
      appSecret: 'app-secret-0001',
      oaId: '9876543210987654321',
      oaSecretKey: 'oa-secret-key-0001',
      refreshToken: 'refresh-token-0001',
      codeVerifier: null,
      appsecretProof: true,
      apiUrl: 'https://openapi.zalo.me',
      oauthUrl: 'https://oauth.zaloapp.com',
      businessUrl: 'https://business.openapi.zalo.me',
    });
    expect(messenger).toMatchObject({
      pageId: '111',
      graphUrl: 'https://graph.facebook.com',
      graphVersion: 'v26.0',
    });
  });

  it('take the closing slash off base addresses', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://loa.example.org/' }).http.publicUrl).toBe(
      'https://loa.example.org',
    );
  });

  it('split host lists', () => {
    expect(loadConfig({ MEDIA_HOSTS_ZALO: '*.Example.org, media.example.net' }).media.hosts.zalo).toEqual([
      '*.example.org',
      'media.example.net',
    ]);
  });

  it('switch to the shared engines when their addresses are given', () => {
    const config = loadConfig({ ...KEY, MONGODB_URI: 'mongodb://db/loa', REDIS_URL: 'redis://cache' });
    expect(config.storage).toEqual({ engine: 'mongo', uri: 'mongodb://db/loa' });
    expect(config.queue).toEqual({ engine: 'redis', url: 'redis://cache' });
  });

  it('know the verifier code of Zalo before the channel is configured', () => {
    const config = loadConfig({ ZALO_VERIFIER_CODE: 'AbC', ZALO_WEBHOOK_BOOTSTRAP: '1' });
    expect(config.zalo).toBeNull();
    expect(config.zaloSetup).toEqual({ verifierCode: 'AbC', webhookBootstrap: true });
  });
});

describe('the simulator', () => {
  it('is off by default as soon as a channel is configured', () => {
    expect(loadConfig(ZALO).simulator).toBe(false);
    expect(loadConfig(MESSENGER).simulator).toBe(false);
  });

  it('is off by default on shared engines', () => {
    expect(loadConfig({ ...KEY, REDIS_URL: 'redis://cache' }).simulator).toBe(false);
  });

  it('obeys an explicit word', () => {
    expect(loadConfig({ SIMULATOR: 'off' }).simulator).toBe(false);
    expect(loadConfig({ ...ZALO, SIMULATOR: 'on' }).simulator).toBe(true);
  });
});

describe('faults', () => {
  it('are listed all at once, each with a way to mend it', () => {
    const error = faultsOf({
      PORT: '70000',
      TZ_DISPLAY: 'Mars/Base',
      QUIET_FROM: '25:00',
      REDIS_URL: 'cache:6379',
    });
    const names = error.faults.map((fault) => fault.variable).sort();
    expect(names).toEqual(['LOA_SECRET_KEY', 'PORT', 'QUIET_FROM', 'REDIS_URL', 'TZ_DISPLAY']);
    for (const fault of error.faults) {
      expect(fault.mend.length, fault.variable).toBeGreaterThan(10);
      expect(error.message).toContain(`${fault.variable} ${fault.problem}. ${fault.mend}`);
    }
  });

  it('never repeat a value, which may be a secret', () => {
    const values = {
      ZALO_APP_SECRET: 'sh0rt',
      MONGODB_URI: 'mongo:hunter2@db',
      ZALO_APP_ID: 'not-digits-here',
    };
    const { message } = faultsOf({
      ...values,
      LOA_SECRET_KEY: 'too-short-a-key',
      ALERT_WEBHOOK_URL: 'hooks/T0KEN',
    });
    for (const value of [...Object.values(values), 'too-short-a-key', 'T0KEN'])
      expect(message).not.toContain(value);
  });

  it('name each missing setting of a half-configured channel', () => {
    const { ZALO_OA_ID: _, ZALO_REFRESH_TOKEN: __, ...half } = ZALO;
    expect(namesOf(half)).toEqual(['ZALO_OA_ID', 'ZALO_REFRESH_TOKEN']);
    expect(faultsOf(half).message).toContain('To leave Zalo out, remove all its settings.');
    const { MESSENGER_VERIFY_TOKEN: ___, ...rest } = MESSENGER;
    expect(namesOf(rest)).toEqual(['MESSENGER_VERIFY_TOKEN']);
  });

  it('demand a shared secret key where processes share a store or a queue', () => {
    expect(namesOf({ MONGODB_URI: 'mongodb://db/loa' })).toEqual(['LOA_SECRET_KEY']);
    expect(namesOf({ REDIS_URL: 'redis://cache' })).toEqual(['LOA_SECRET_KEY']);
  });

  it('refuse quiet hours that leave no time for pushes', () => {
    expect(namesOf({ QUIET_FROM: '07:00', QUIET_TO: '07:00' })).toEqual(['QUIET_TO']);
  });

  it.each([
    ['PUBLIC_URL', 'loa.example.org'],
    ['PUBLIC_URL', 'https://user:pass@loa.example.org'],
    ['ZALO_API_URL', 'https://openapi.example.org/?token=1'],
    ['MEDIA_HOSTS_ZALO', 'https://example.org'],
    ['MEDIA_HOSTS_MESSENGER', '*fbcdn.net'],
    ['MEDIA_MAX_BYTES', '-1'],
    ['MEDIA_TIMEOUT_MS', '1e4'],
    ['GRAPH_API_VERSION', '26'],
    ['REPORT_PERIOD', 'week'],
    ['DUE_FROM_DAY', '31'],
    ['SIMULATOR', 'yes'],
    ['ZALO_APPSECRET_PROOF', 'true'],
    ['LOG_LEVEL', 'trace'],
  ])('refuse %s=%s', (name, value) => {
    expect(namesOf({ [name]: value })).toEqual([name]);
  });
});

describe('misspelt names', () => {
  it.each([
    ['LOA_SECRETKEY', 'LOA_SECRET_KEY'],
    ['ZALO_OAID', 'ZALO_OA_ID'],
    ['MESSENGER_PAGE_TOKN', 'MESSENGER_PAGE_TOKEN'],
  ])('%s is refused with a hint to %s', (wrong, right) => {
    expect(faultsOf({ [wrong]: 'x' }).faults).toEqual([
      { variable: wrong, problem: 'is not a setting of this server', mend: `Did you mean ${right}?` },
    ]);
  });

  it('are refused without a far-fetched hint when nothing is near', () => {
    expect(faultsOf({ LOA_SOMETHING_ENTIRELY_DIFFERENT: '1' }).message).toContain('docs/configuration.md');
  });

  it('leave other programs’ variables and the tests’ own alone', () => {
    expect(() => loadConfig({ PATH: '/bin', MONGO_HOME: '/x', LOA_REQUIRE: 'redis' })).not.toThrow();
  });
});

describe('a variable that is nearly a setting', () => {
  it.each([
    ['DATADIR', 'DATA_DIR'],
    ['data_dir', 'DATA_DIR'],
    ['PUBLIC_URl', 'PUBLIC_URL'],
    ['PUBLIC-URL', 'PUBLIC_URL'],
    ['MONGO_URI', 'MONGODB_URI'],
    ['MONGODB_URL', 'MONGODB_URI'],
    ['REDIS_URI', 'REDIS_URL'],
    ['Port', 'PORT'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['SIMULATER', 'SIMULATOR'],
    ['BACKUP_PASPHRASE', 'BACKUP_PASSPHRASE'],
    ['ALERT_WEBHOOK_URI', 'ALERT_WEBHOOK_URL'],
  ])('%s is hinted at as %s and refused for nothing', (variable, meant) => {
    expect(loadConfig({ [variable]: 'x' }).nearMisses).toEqual([{ variable, meant }]);
  });

  it('is not seen in what other programs set, nor where the setting itself has a value', () => {
    const foreign =
      'HOME PATH USER HOSTNAME HOSTTYPE POSTS PORTAL DISPLAY LANG TZ PWD SHELL TERM EDITOR MAIL LOGNAME TMPDIR OLDPWD SHLVL XDG_DATA_DIRS XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK NODE_ENV NODE_OPTIONS npm_config_loglevel npm_config_cache INIT_CWD REDIS_HOST REDIS_PORT REDIS_PASSWORD MONGO_HOST MONGO_INITDB_DATABASE DATABASE_URL BASE_URL PGDATA PGHOST COMPOSE_PROJECT_NAME HTTP_PROXY https_proxy NO_PROXY INVOCATION_ID JOURNAL_STREAM STATE_DIRECTORY LOGS_DIRECTORY LOG_FILE DATA_HOME CI GITHUB_TOKEN'.split(
        ' ',
      );
    expect(loadConfig(Object.fromEntries(foreign.map((name) => [name, 'x']))).nearMisses).toEqual([]);
    expect(loadConfig({ DATA_DIR: 'data', DATADIR: 'x' }).nearMisses).toEqual([]);
  });
});
